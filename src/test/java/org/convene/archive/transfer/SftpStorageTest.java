package org.convene.archive.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.convene.ops.Sha256;
import org.convene.vendor.VendorFailure;
import org.convene.vendor.VendorFailure.Down;
import org.convene.vendor.VendorFailure.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage on a real SFTP server, reached by Camel's own producer. */
class SftpStorageTest {
    private static final byte[] RECORDING = Archive.recording(5_000_000);
    private static final String PASSWORD = "p@ss-word";

    @TempDir
    Path root;

    @TempDir
    Path remote;

    private final CamelContext camel = new DefaultCamelContext();
    private final CrankyServer source = new CrankyServer(RECORDING);
    private SshServer sftp;

    @BeforeEach
    void start() throws IOException {
        camel.start();
        sftp = server(0);
    }

    @AfterEach
    void stop() throws IOException {
        camel.stop();
        sftp.stop(true);
        source.close();
    }

    private SshServer server(int port) throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(root.resolve("host.key")));
        server.setPasswordAuthenticator((user, password, session) -> password.equals(PASSWORD));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(remote));
        server.start();
        return server;
    }

    private Archive hub() {
        String uri = "sftp://school@127.0.0.1:" + sftp.getPort() + "/archive?password=RAW(" + PASSWORD
                + ")&useUserKnownHostsFile=false&strictHostKeyChecking=no&tempPrefix=.part-"
                + "&maximumReconnectAttempts=0&throwExceptionOnConnectFailed=true";
        return new Archive(
                root, new ProducerStorage(uri, root.resolve("transfers/receipts"), camel), Clock.systemUTC());
    }

    private List<String> remoteFiles() throws IOException {
        try (Stream<Path> files = Files.walk(remote)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> remote.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private Receipt fetch(Archive hub) throws VendorFailure {
        return hub.fetch(source.link(), RECORDING.length);
    }

    @Test
    void aRecordingArrivesWithItsManifestAndOnce() throws Exception {
        try (Archive hub = hub()) {
            Receipt receipt = fetch(hub);
            assertEquals(receipt, fetch(hub));
            assertEquals(
                    List.of("archive/" + Archive.NAME.path(), "archive/" + Archive.NAME.manifest()), remoteFiles());
            assertArrayEquals(RECORDING, Archive.bytes(remote.resolve("archive").resolve(Archive.NAME.path())));
            assertEquals(Sha256.of(RECORDING), receipt.sha256());
            assertEquals("sftp://127.0.0.1:" + sftp.getPort() + "/archive/" + Archive.NAME, receipt.where());
        }
    }

    @Test
    void aServerThatIsDownGetsItWhenItIsUpAgainWithoutAnotherTransfer() throws Exception {
        int port = sftp.getPort();
        try (Archive hub = hub()) {
            sftp.stop(true);
            Down down = assertThrows(Down.class, () -> fetch(hub));
            assertFalse(
                    down.getMessage().contains(PASSWORD) || down.getMessage().contains("school@"));
            assertEquals(List.of(), remoteFiles());
            assertTrue(source.sent() >= RECORDING.length);
            sftp = server(port);
            long before = source.sent();
            assertEquals(Sha256.of(RECORDING), fetch(hub).sha256());
            assertTrue(source.sent() - before <= 65_536, "only its end is compared");
            assertEquals(2, remoteFiles().size());
        }
    }

    @Test
    void aServerThatBreaksOffHasNothingUnderTheFinalName() throws Exception {
        try (Archive hub = hub()) {
            Path object = remote.resolve("archive").resolve(Archive.NAME.path());
            Files.createDirectories(object.getParent());
            Path temporary = object.resolveSibling(".part-" + object.getFileName());
            Files.createDirectories(temporary.resolve("in-the-way"));
            assertThrows(VendorFailure.class, () -> fetch(hub));
            assertFalse(Files.exists(object));
            Files.delete(temporary.resolve("in-the-way"));
            Files.delete(temporary);
            fetch(hub);
            assertArrayEquals(RECORDING, Archive.bytes(object));
        }
    }

    private Path object() {
        return remote.resolve("archive").resolve(Archive.NAME.path());
    }

    @Test
    void aCopyIsReadAgainToItsEndAndMustBeWhatItsReceiptSays() throws Exception {
        try (Archive hub = hub()) {
            Receipt receipt = fetch(hub);
            assertTrue(hub.transfers.canVerify());
            Archive.completed(hub.transfers.verify(List.of(receipt)));
            assertArrayEquals(
                    RECORDING, Archive.completed(hub.transfers.read(receipt)).orElseThrow());

            byte[] altered = RECORDING.clone();
            altered[altered.length - 1]++;
            Files.write(object(), altered);
            assertThrows(Refused.class, () -> Archive.completed(hub.transfers.verify(List.of(receipt))));
            assertEquals(Optional.empty(), Archive.completed(hub.transfers.read(receipt)));

            Files.write(object(), new byte[0]);
            assertThrows(Refused.class, () -> Archive.completed(hub.transfers.verify(List.of(receipt))));
            Files.delete(object());
            assertThrows(Refused.class, () -> Archive.completed(hub.transfers.verify(List.of(receipt))));
            Files.delete(object().resolveSibling(Archive.NAME.manifest().replaceFirst(".*/", "")));
            Files.delete(object().getParent());
            assertThrows(Refused.class, () -> Archive.completed(hub.transfers.verify(List.of(receipt))));
            assertEquals(
                    0,
                    camel.getEndpoints().stream()
                            .filter(one -> one.getEndpointUri().contains("fileName"))
                            .count());
        }
    }

    @Test
    void aServerThatIsAwaySaysNothingAboutItsCopies() throws Exception {
        try (Archive hub = hub()) {
            Receipt receipt = fetch(hub);
            sftp.stop(true);
            Down down = assertThrows(Down.class, () -> Archive.completed(hub.transfers.verify(List.of(receipt))));
            assertFalse(
                    down.getMessage().contains(PASSWORD) || down.getMessage().contains("school@"));
            assertThrows(Down.class, () -> Archive.completed(hub.transfers.remove(receipt)));
        }
    }

    @Test
    void aCopyThatIsRemovedIsGoneWithItsManifestAndCanComeAgain() throws Exception {
        try (Archive hub = hub()) {
            Archive.completed(hub.transfers.remove(fetch(hub)));
            assertEquals(List.of(), remoteFiles());
            assertEquals(Sha256.of(RECORDING), fetch(hub).sha256());
            assertEquals(2, remoteFiles().size());
        }
    }

    @Test
    void aStorageThatCamelDoesNotKnowIsForAPersonToLookAt() throws Exception {
        Storage unknown = new ProducerStorage("no-such-thing:x", root.resolve("receipts"), camel);
        try (Archive hub = new Archive(root, unknown, Clock.systemUTC())) {
            assertThrows(Refused.class, () -> fetch(hub));
        }
    }
}

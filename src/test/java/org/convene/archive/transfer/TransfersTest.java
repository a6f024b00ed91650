package org.convene.archive.transfer;

import static org.awaitility.Awaitility.await;
import static org.convene.archive.transfer.CrankyServer.chunked;
import static org.convene.archive.transfer.CrankyServer.cutAfter;
import static org.convene.archive.transfer.CrankyServer.garbageAfter;
import static org.convene.archive.transfer.CrankyServer.noPieces;
import static org.convene.archive.transfer.CrankyServer.page;
import static org.convene.archive.transfer.CrankyServer.redirect;
import static org.convene.archive.transfer.CrankyServer.slippedIn;
import static org.convene.archive.transfer.CrankyServer.status;
import static org.convene.archive.transfer.CrankyServer.withoutLength;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.convene.StillClock;
import org.convene.ops.Sha256;
import org.convene.vendor.VendorFailure;
import org.convene.vendor.VendorFailure.Down;
import org.convene.vendor.VendorFailure.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a recording between the vendor's link and our storage. */
class TransfersTest {
    private static final int SIZE = 3_000_000;
    private static final byte[] RECORDING = Archive.recording(SIZE);
    private static final byte[] WORDS_OF_A_PROXY =
            "<html>502 Bad Gateway</html>".repeat(100).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path root;

    private final CrankyServer server = new CrankyServer(RECORDING);
    private Archive archive;

    @BeforeEach
    void start() {
        archive = new Archive(root);
    }

    @AfterEach
    void stop() throws IOException {
        archive.close();
        server.close();
    }

    private Receipt fetch() throws VendorFailure {
        return archive.fetch(server.link(), SIZE);
    }

    private void assertStoredWhole(Receipt receipt) {
        assertArrayEquals(RECORDING, archive.stored());
        assertEquals(SIZE, receipt.size());
        assertEquals(Sha256.of(RECORDING), receipt.sha256());
        assertEquals(archive.object().toUri().toString(), receipt.where());
    }

    @Test
    void aRecordingIsStoredBesideItsManifest() throws Exception {
        assertStoredWhole(fetch());
        assertEquals(List.of(Archive.NAME.path(), Archive.NAME.manifest()), archive.files());
        Manifest manifest = SmallFiles.read(root.resolve("archive").resolve(Archive.NAME.manifest()), Manifest.class)
                .orElseThrow();
        assertEquals(SIZE, manifest.size());
        assertEquals(Sha256.of(RECORDING), manifest.sha256());
        assertEquals(Map.of("recordingId", "64b6544f7b3b4f29d70afec2"), manifest.facts());
        assertEquals(1, archive.count("stored"));
    }

    @Test
    void whatIsStoredIsNotTransferredAgain() throws Exception {
        Receipt first = fetch();
        int requests = server.heard().size();
        assertEquals(first, fetch());
        assertEquals(requests, server.heard().size());
        assertEquals(1, archive.count("known"));
    }

    @Test
    void allWhoAskForTheSameAtOnceShareOneTransfer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.onRequest(() -> {
            try {
                asked.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        CompletionStage<Receipt> one = archive.transfers.fetch(server.link(), SIZE, Archive.NAME, Map.of());
        CompletionStage<Receipt> other = archive.transfers.fetch(server.link(), 0, Archive.NAME, Map.of());
        asked.countDown();
        assertSame(Archive.result(one), Archive.result(other));
        assertEquals(1, archive.count("stored"));
        assertEquals(0, archive.count("known"));
    }

    @Test
    void aCutTransferGoesOnWhereItWas() throws Exception {
        server.first(cutAfter(1_000_000));
        assertStoredWhole(fetch());
        assertTrue(server.sent() < SIZE + 3 * 65_536, "sent " + server.sent());
        assertEquals("bytes=1000000-", server.heard().get(2).header("Range"));
        assertEquals("\"1\"", server.heard().get(2).header("If-Range"));
    }

    @Test
    void anotherHubProcessGoesOnWhereTheFirstDied() throws Exception {
        server.first(cutAfter(2_000_000)).always(status(403));
        assertThrows(Down.class, this::fetch);
        archive.close();
        archive = new Archive(root);
        server.always(CrankyServer.whole());
        assertStoredWhole(fetch());
        assertTrue(server.sent() < SIZE + 3 * 65_536, "sent " + server.sent());
    }

    @Test
    void theWordsOfAProxyInsideTheStreamAreTakenBack() throws Exception {
        server.first(garbageAfter(1_000_000, WORDS_OF_A_PROXY));
        assertStoredWhole(fetch());
    }

    @Test
    void moreGarbageThanOneStepBackIsTakenBackToo() throws Exception {
        server.first(garbageAfter(700_000, Archive.recording(1_000_001)));
        assertStoredWhole(fetch());
        assertTrue(server.sent() < 1.7 * SIZE, "sent " + server.sent());
    }

    @Test
    void somethingThatSlippedInIsFoundThoughTheSizeIsRight() throws Exception {
        server.first(slippedIn(2_500_000, WORDS_OF_A_PROXY));
        assertStoredWhole(fetch());
    }

    @Test
    void aSourceThatGivesNoPiecesIsReadFromItsBeginning() throws Exception {
        server.first(noPieces(1_000_000)).always(noPieces(SIZE));
        assertStoredWhole(fetch());
    }

    @Test
    void aFileThatChangedMeanwhileIsFetchedAnew() throws Exception {
        byte[] other = Archive.recording(SIZE).clone();
        other[10] ^= 1;
        server.first(cutAfter(1_000_000), (serving, request, out) -> {
            serving.becomes(other, "\"2\"");
            CrankyServer.whole().answer(serving, request, out);
        });
        assertEquals(Sha256.of(other), fetch().sha256());
        assertArrayEquals(other, archive.stored());
    }

    @Test
    void aSizeThatIsNotTheToldOneIsRefusedTheSecondTime() throws Exception {
        assertThrows(Down.class, () -> archive.fetch(server.link(), SIZE + 1));
        Refused refused = assertThrows(Refused.class, () -> archive.fetch(server.link(), SIZE + 1));
        assertTrue(
                refused.getMessage().contains("3000001") && refused.getMessage().contains("3000000"));
        assertEquals(List.of(), archive.files());
        assertStoredWhole(fetch());
    }

    @Test
    void aStreamOfUntoldLengthMustHaveTheToldSize() throws Exception {
        server.always(chunked());
        assertThrows(Down.class, () -> archive.fetch(server.link(), SIZE + 1));
        assertThrows(Refused.class, () -> archive.fetch(server.link(), SIZE + 1));
        assertThrows(Down.class, () -> archive.fetch(server.link(), SIZE - 1));
        assertThrows(Refused.class, () -> archive.fetch(server.link(), SIZE - 1));
        assertEquals(List.of(), archive.files());
        assertStoredWhole(fetch());
    }

    @Test
    void aSizeThatNobodyToldIsTakenFromTheSource() throws Exception {
        assertStoredWhole(archive.fetch(server.link(), 0));
    }

    @Test
    void aFileWhoseEndCannotBeToldFromACutIsNotStored() throws Exception {
        server.always(withoutLength(SIZE / 2));
        Down down = assertThrows(Down.class, () -> archive.fetch(server.link(), 0));
        assertTrue(down.getMessage().contains("nobody says how long"), down.getMessage());
        assertEquals(List.of(), archive.files());
    }

    @Test
    void aPageInsteadOfAFileIsNotStored() throws Exception {
        server.always(page("text/html; charset=utf-8", "<h1>Please log in</h1>"));
        assertThrows(Down.class, this::fetch);
        Down down = assertThrows(Down.class, () -> archive.fetch(server.link(), 0));
        assertTrue(down.getMessage().contains("a page (text/html)"), down.getMessage());
        server.always(page("application/json", "{\"error\":\"expired\"}"));
        assertThrows(Down.class, () -> archive.fetch(server.link(), 0));
        assertEquals(List.of(), archive.files());
    }

    @Test
    void aSourceThatAlwaysBreaksOffIsGivenUpForNow() {
        server.always(cutAfter(0));
        Down down = assertThrows(Down.class, this::fetch);
        assertTrue(down.getMessage().contains("broke off"), down.getMessage());
        assertEquals(5, server.heard().size());
    }

    @Test
    void aBusySourceIsAskedAgain() throws Exception {
        server.first(status(503), status(429));
        assertStoredWhole(fetch());
    }

    @Test
    void aDeadLinkIsNotAskedAgain() {
        server.always(status(403));
        Down down = assertThrows(Down.class, this::fetch);
        assertTrue(down.getMessage().contains("403"), down.getMessage());
        assertEquals(1, server.heard().size());
    }

    @Test
    void aLinkThatWorksOnceIsEnoughForAWholeFile() throws Exception {
        server.first(CrankyServer.whole()).always(status(410));
        assertStoredWhole(fetch());
    }

    @Test
    void nobodyIsThere() throws Exception {
        URI link = server.link();
        server.close();
        assertThrows(Down.class, () -> archive.fetch(link, SIZE));
    }

    @Test
    void noFailureNamesThePersonalLink() {
        for (CrankyServer.Manner manner :
                List.of(status(404), status(500), cutAfter(10), redirect("http://[bad"), page("text/html", "x"))) {
            server.always(manner);
            Down down = assertThrows(Down.class, this::fetch);
            assertFalse(down.getMessage().contains("personal-secret")
                    || down.getMessage().contains("127.0.0.1"));
        }
    }

    @Test
    void redirectsAreFollowedFiveTimesAndNoFurther() throws Exception {
        CrankyServer.Manner again = redirect("/elsewhere");
        server.first(again, again, again, again, again);
        assertStoredWhole(fetch());
        Files.delete(archive.object());
        server.always(again);
        Down down = assertThrows(Down.class, this::fetch);
        assertTrue(down.getMessage().contains("on and on"), down.getMessage());
    }

    @Test
    void linksThatLeadElsewhereThanTheWebAreRefused() {
        server.always(redirect("file:///etc/passwd"));
        assertThrows(Refused.class, this::fetch);
        assertThrows(Refused.class, () -> archive.fetch(URI.create("file:///etc/passwd"), 0));
        assertThrows(Refused.class, () -> archive.fetch(URI.create("record.mp4"), 0));
    }

    @Test
    void neitherATokenNorACookieGoesToTheSource() throws Exception {
        server.first((serving, request, out) ->
                out.write("HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: /record.mp4\r\nContent-Length: 0\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII)));
        fetch();
        assertTrue(server.heard().size() > 1);
        for (CrankyServer.Request request : server.heard()) {
            assertEquals("", request.header("Authorization") + request.header("Cookie"));
        }
    }

    @Test
    void anObjectWithoutAFittingManifestIsPutAsideAndNotTrusted() throws Exception {
        Files.createDirectories(archive.object().getParent());
        Files.writeString(archive.object(), "half a recording");
        assertStoredWhole(fetch());
        List<String> files = archive.files();
        assertEquals(3, files.size());
        assertTrue(files.get(2).startsWith(Archive.NAME.path() + ".unverified-"), files.get(2));

        Files.write(archive.object(), new byte[] {1, 2, 3});
        assertStoredWhole(fetch());
        assertEquals(4, archive.files().size());
    }

    @Test
    void aDiskTooSmallForTheRecordingIsNotFilled() throws Exception {
        long moreThanAnyDisk = 1L << 60;
        server.always((serving, request, out) ->
                out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + moreThanAnyDisk + "\r\n\r\nbegin")
                        .getBytes(StandardCharsets.US_ASCII)));
        Down down = assertThrows(Down.class, () -> archive.fetch(server.link(), moreThanAnyDisk));
        assertTrue(down.getMessage().contains("is full"), down.getMessage());
        assertEquals(List.of(), archive.files());
    }

    @Test
    void aDirectoryThatCannotBeIsForAPersonToLookAt() throws Exception {
        Files.writeString(root.resolve("archive"), "a file where the directory should be");
        assertThrows(Refused.class, this::fetch);
        Files.delete(root.resolve("archive"));
        assertStoredWhole(fetch());
    }

    @Test
    void whatTwoProcessesWantIsTransferredByOne() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        server.onRequest(() -> {
            try {
                told.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        CompletionStage<Receipt> first = archive.transfers.fetch(server.link(), SIZE, Archive.NAME, Map.of());
        await().until(() -> !server.heard().isEmpty());
        try (Archive second = new Archive(root)) {
            Down down = assertThrows(Down.class, () -> second.fetch(server.link(), SIZE));
            assertTrue(down.getMessage().contains("by another process"), down.getMessage());
            told.countDown();
            assertEquals(Archive.result(first), second.fetch(server.link(), SIZE));
        }
    }

    @Test
    void progressCanBeSeenWhileATransferRuns() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        server.first((serving, request, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(RECORDING, 0, 2_000_000);
            out.flush();
            try {
                seen.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            out.write(RECORDING, 2_000_000, SIZE - 2_000_000);
        });
        CompletionStage<Receipt> stage = archive.transfers.fetch(server.link(), SIZE, Archive.NAME, Map.of());
        await().until(() -> archive.transfers.running().stream().anyMatch(now -> now.done() == 2_000_000));
        Progress progress = archive.transfers.running().get(0);
        assertEquals(Archive.NAME.path(), progress.name());
        assertEquals(SIZE, progress.total());
        assertTrue(progress.bytesPerSecond() > 0);
        assertEquals(1, archive.metrics.get("convene.transfers.running").gauge().value());
        seen.countDown();
        assertStoredWhole(Archive.result(stage));
        assertEquals(List.of(), archive.transfers.running());
        assertEquals(SIZE, archive.metrics.counter("convene.transfer.bytes").count());
    }

    @Test
    void aReportIsStoredOnceAndAnotherVersionBesideIt() throws Exception {
        ObjectName name = ObjectName.report("alg-7b", "call-1", "json");
        byte[] early = "{}".getBytes(StandardCharsets.UTF_8);
        byte[] late = "{\"participants\":[]}".getBytes(StandardCharsets.UTF_8);
        Receipt first = archive.store(early, name);
        assertEquals(first, archive.store(early, name));
        Receipt second = archive.store(late, name);
        assertEquals(second, archive.store(late, name));
        assertEquals(first, archive.store(early, name));
        assertEquals(name.path(), first.name());
        assertArrayEquals(early, Archive.bytes(archive.object(name)));
        assertArrayEquals(late, Archive.bytes(archive.object(new ObjectName(second.name()))));
        assertEquals(4, archive.files().size());
    }

    @Test
    void partsThatNobodyGoesOnWithAreRemovedAfterDays() throws Exception {
        server.first(cutAfter(1_000_000)).always(status(403));
        assertThrows(Down.class, this::fetch);
        Path part = root.resolve("transfers").resolve(Archive.NAME.hash() + ".part");
        assertEquals(1_000_000, Files.size(part));
        Path lock = root.resolve("transfers").resolve(Archive.NAME.hash() + ".lock");
        StillClock clock = new StillClock(Clock.systemUTC().instant());
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofDays(6))));
        ObjectName other = ObjectName.report("alg-7b", "1", "json");
        try (Archive later = new Archive(root, new DirectoryStorage(root.resolve("archive")), clock)) {
            later.store(new byte[] {1}, other);
            assertTrue(Files.exists(part));
            clock.forward(Duration.ofDays(2));
            later.store(new byte[] {2}, other);
            assertFalse(Files.exists(part) || Files.exists(lock));
        }
    }

    @Test
    void aRedirectIntoTheOwnNetworkIsNotFollowed() throws Exception {
        server.first(redirect("http://169.254.169.254/latest/meta-data"));
        assertThrows(Refused.class, this::fetch);
        assertEquals(List.of(), archive.files());
    }

    // What is in storage, read again

    private void verify(Receipt... receipts) throws VendorFailure {
        Archive.completed(archive.transfers.verify(List.of(receipts)));
    }

    @Test
    void whatIsWholeInStorageIsFoundSo() throws Exception {
        Receipt recording = fetch();
        Receipt report = archive.store(new byte[] {1, 2, 3}, ObjectName.report("alg-7b", "c1", "json"));
        verify();
        verify(recording, report);
    }

    @Test
    void oneChangedByteInStorageIsNoticed() throws Exception {
        Receipt receipt = fetch();
        byte[] changed = RECORDING.clone();
        changed[SIZE / 2]++;
        Files.write(archive.object(), changed);
        Refused refused = assertThrows(Refused.class, () -> verify(receipt));
        assertEquals(Archive.NAME + " in storage is not what its receipt says", refused.getMessage());
    }

    @Test
    void whatIsCutOrGoneOrWithoutManifestOrAnotherInStorageIsNoticed() throws Exception {
        Receipt receipt = fetch();
        Receipt another = new Receipt(receipt.name(), SIZE, Sha256.of(new byte[0]), receipt.where());
        assertThrows(Refused.class, () -> verify(another));
        Files.write(archive.object(), java.util.Arrays.copyOf(RECORDING, SIZE - 1));
        assertThrows(Refused.class, () -> verify(receipt));
        Files.write(archive.object(), RECORDING);
        verify(receipt);
        Path manifest = root.resolve("archive").resolve(Archive.NAME.manifest());
        Files.delete(manifest);
        assertThrows(Refused.class, () -> verify(receipt));
        Files.delete(archive.object());
        assertThrows(Refused.class, () -> verify(receipt));
    }
}

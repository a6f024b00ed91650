package org.convene.archive.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.convene.ops.Sha256;
import org.convene.vendor.VendorFailure.Down;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are really full: small file systems in memory, which only root can mount. Skipped for others. */
class FullDiskTest {
    private static final int SIZE = 3_000_000;
    private static final byte[] RECORDING = Archive.recording(SIZE);

    @TempDir
    Path root;

    private final CrankyServer server = new CrankyServer(RECORDING);
    private Archive archive;
    private Path mounted;

    @BeforeEach
    void start() {
        archive = new Archive(root);
    }

    @AfterEach
    void stop() throws Exception {
        archive.close();
        server.close();
        if (mounted != null) {
            run("umount", mounted.toString());
        }
    }

    /** A disk of so many MiB at {@code name}. */
    private void disk(String name, int mebibytes) throws Exception {
        Path directory = Files.createDirectories(root.resolve(name));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", directory.toString()),
                "only root can mount a small disk");
        mounted = directory;
    }

    private void grow(int mebibytes) throws Exception {
        assertTrue(run("mount", "-o", "remount,size=" + mebibytes + "m", mounted.toString()));
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    @Test
    void aRecordingThatDoesNotFitIntoStorageIsStoredWhenThereIsRoomAndNotTransferredAgain() throws Exception {
        disk("archive", 2);
        for (int attempt = 0; attempt < 2; attempt++) {
            Down full = assertThrows(Down.class, () -> archive.fetch(server.link(), SIZE));
            assertTrue(full.getMessage().startsWith("storage does not take " + Archive.NAME), full.getMessage());
            assertFalse(Files.exists(archive.object()), "nothing has the final name");
        }
        grow(16);
        Receipt receipt = archive.fetch(server.link(), SIZE);
        assertArrayEquals(RECORDING, archive.stored());
        assertEquals(Sha256.of(RECORDING), receipt.sha256());
        assertTrue(server.sent() < SIZE * 1.2, "transferred once, and compared: " + server.sent());
        assertEquals(2, archive.files().size(), "the object and its manifest: " + archive.files());
    }

    @Test
    void aReportThatDoesNotFitIntoStorageIsStoredWhenThereIsRoom() throws Exception {
        disk("archive", 2);
        ObjectName name = ObjectName.report("alg-7b", "c1", "xlsx");
        assertThrows(Down.class, () -> archive.store(RECORDING, name));
        assertFalse(Files.exists(archive.object(name)));
        grow(16);
        assertEquals(SIZE, archive.store(RECORDING, name).size());
        assertArrayEquals(RECORDING, Archive.bytes(archive.object(name)));
    }

    @Test
    void aRecordingForWhichTheHubItselfHasNoRoomWaitsUntilItHas() throws Exception {
        disk("transfers", 65);
        Down full = assertThrows(Down.class, () -> archive.fetch(server.link(), SIZE));
        assertTrue(full.getMessage().startsWith("the disk of the hub is full"), full.getMessage());
        assertFalse(Files.exists(archive.object()));
        grow(128);
        archive.fetch(server.link(), SIZE);
        assertArrayEquals(RECORDING, archive.stored());
    }
}

package org.convene.archive.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.convene.archive.transfer.CrankyServer.Manner;
import org.convene.ops.Sha256;
import org.convene.vendor.VendorFailure;
import org.convene.vendor.VendorFailure.Down;

/** Whatever happens on the way: the same bytes in the end, and nothing under the final name before. */
class TransferPropertiesTest {
    private static final int MOST_CALLS = 20;

    /** One answer, and whether the hub dies after the call in which it came. */
    private record Mishap(Manner manner, String words) {
        @Override
        public String toString() {
            return words;
        }
    }

    @Property(tries = 60)
    void aRecordingArrivesWholeHoweverOftenItIsCut(
            @ForAll @IntRange(min = 1, max = 2_000_000) int size,
            @ForAll("mishaps") @Size(max = 12) List<Mishap> mishaps)
            throws IOException {
        byte[] recording = Archive.recording(size);
        Path root = Files.createTempDirectory("convene-transfer");
        AtomicBoolean early = new AtomicBoolean();
        try (CrankyServer server = new CrankyServer(recording)) {
            mishaps.forEach(mishap -> server.first(mishap.manner()));
            Path object = root.resolve("archive").resolve(Archive.NAME.path());
            server.onRequest(() -> early.compareAndSet(false, Files.exists(object)));
            Receipt receipt = fetched(root, server, size);
            assertEquals(Sha256.of(recording), receipt.sha256());
            assertEquals(Sha256.of(recording), Sha256.of(Archive.bytes(object)));
            assertFalse(early.get(), "nothing lies under the final name before it is whole");
        } finally {
            remove(root);
        }
    }

    /** Each call is made by a hub that has just been started. */
    private static Receipt fetched(Path root, CrankyServer server, int size) {
        for (int call = 0; call < MOST_CALLS; call++) {
            try (Archive hub = new Archive(root)) {
                return hub.fetch(server.link(), size);
            } catch (VendorFailure failed) {
                assertTrue(failed instanceof Down, failed.getMessage());
            }
        }
        throw new AssertionError("not there after " + MOST_CALLS + " calls");
    }

    @Provide
    Arbitrary<List<Mishap>> mishaps() {
        Arbitrary<Integer> bytes = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 2_000_000),
                Arbitraries.integers().between(60_000, 70_000),
                Arbitraries.integers().between(0, 10));
        Arbitrary<Mishap> cut = bytes.map(count -> new Mishap(CrankyServer.cutAfter(count), "cut after " + count));
        Arbitrary<Mishap> garbage = Combinators.combine(
                        bytes, Arbitraries.integers().between(1, 300_000))
                .as((count, length) -> new Mishap(
                        CrankyServer.garbageAfter(count, garbage(length)), "garbage " + length + " after " + count));
        Arbitrary<Mishap> refusal = Arbitraries.of(500, 503, 429, 403, 404, 416)
                .map(status -> new Mishap(CrankyServer.status(status), "status " + status));
        Arbitrary<Mishap> noPieces =
                bytes.map(count -> new Mishap(CrankyServer.noPieces(count), "no pieces, cut after " + count));
        Arbitrary<Mishap> page = Arbitraries.just(new Mishap(CrankyServer.page("text/html", "Gateway"), "a page"));
        return Arbitraries.oneOf(cut, garbage, refusal, noPieces, page).list();
    }

    private static byte[] garbage(int length) {
        String words = "<html><body>504 Gateway Time-out</body></html>\n";
        return words.repeat(length / words.length() + 1).substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private static void remove(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

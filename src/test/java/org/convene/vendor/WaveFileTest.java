package org.convene.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Voicemail is only taken for fetched when all of it is there. */
class WaveFileTest {
    private static byte[] wave(int samples, int length) {
        return ByteBuffer.allocate(8 + 4 + samples)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(length)
                .put("WAVE".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    @Property(tries = 200)
    void aFileIsWholeWhenNothingOfItIsMissing(
            @ForAll @IntRange(max = 100_000) int samples, @ForAll @IntRange(max = 100_000) int kept) {
        byte[] whole = wave(samples, 4 + samples);
        int there = Math.min(kept, whole.length);
        assertEquals(there == whole.length, WaveFile.isWhole(Arrays.copyOf(whole, there)));
    }

    @Property(tries = 50)
    void aFileThatWasBegunBeforeItsLengthWasKnownIsWhole(@ForAll @IntRange(max = 1000) int samples) {
        assertTrue(WaveFile.isWhole(wave(samples, 0)));
        assertTrue(WaveFile.isWhole(wave(samples, -1)));
    }

    @Property(tries = 50)
    void aFileThatSaysItHasGigabytesIsNotWhole(@ForAll @IntRange(min = Integer.MIN_VALUE, max = -2) int length) {
        assertFalse(WaveFile.isWhole(wave(100, length)));
    }
}

package org.convene.sandbox.terminal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A JPEG as small as they come: grey squares of eight points, one shade each (ITU-T T.81, baseline, of every block the mean
 * alone). Made by hand, so that the sandbox needs no graphics.
 */
final class Picture {

    private static final int COLUMNS = 16;
    private static final int ROWS = 9;
    private static final int BLOCK = 8;
    private static final int MIDDLE = 128;
    /** Codes of the categories 0 to 8 in the usual table for the means of blocks (T.81, K.3), and how long they are. */
    private static final int[] CODES = {0b00, 0b010, 0b011, 0b100, 0b101, 0b110, 0b1110, 0b11110, 0b111110};

    private static final int[] LENGTHS = {2, 3, 3, 3, 3, 3, 4, 5, 6};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private int pending;
    private int pendingBits;

    private Picture() {}

    /** Squares whose shades follow from a seed, and from the moment: a second later the picture is another. */
    static byte[] of(int seed, long moment) {
        return new Picture().draw((column, row) -> Math.floorMod(seed * 31 + column * 17 + row * 29 + moment * 7, 256));
    }

    private interface Shade {
        long at(int column, int row);
    }

    private byte[] draw(Shade shade) {
        put(0xFF, 0xD8);
        segment(0xE0, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
        int[] quantization = new int[65];
        Arrays.fill(quantization, 1, 65, BLOCK);
        segment(0xDB, quantization);
        int width = COLUMNS * BLOCK;
        int height = ROWS * BLOCK;
        segment(0xC0, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0);
        segment(0xC4, 0x00, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        // Of the other values every block has none: one code, which says so.
        segment(0xC4, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        segment(0xDA, 1, 1, 0x00, 0, 63, 0);
        int before = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                int mean = (int) shade.at(column, row) - MIDDLE;
                block(mean - before);
                before = mean;
            }
        }
        while (pendingBits != 0) {
            bits(1, 1);
        }
        put(0xFF, 0xD9);
        return out.toByteArray();
    }

    /** The difference to the block before, and that nothing else follows. */
    private void block(int difference) {
        int category = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
        bits(CODES[category], LENGTHS[category]);
        bits(difference < 0 ? difference + (1 << category) - 1 : difference, category);
        bits(0, 1);
    }

    private void bits(int value, int count) {
        for (int bit = count - 1; bit >= 0; bit--) {
            pending = pending << 1 | value >> bit & 1;
            pendingBits++;
            if (pendingBits == BLOCK) {
                put(pending);
                if (pending == 0xFF) {
                    put(0);
                }
                pending = 0;
                pendingBits = 0;
            }
        }
    }

    private void segment(int marker, int... bytes) {
        int length = bytes.length + 2;
        put(0xFF, marker, length >> 8, length & 255);
        put(bytes);
    }

    private void put(int... bytes) {
        for (int one : bytes) {
            out.write(one);
        }
    }
}

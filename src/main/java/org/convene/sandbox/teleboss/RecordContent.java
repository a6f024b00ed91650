package org.convene.sandbox.teleboss;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.convene.sandbox.stage.Content;

/**
 * The bytes of a record's file, any number of them, each made from the record's id and its place: nothing is kept, and a
 * part asked for twice is the same. It begins as an MP4 does, so that a look at the first bytes tells a film.
 */
final class RecordContent implements Content {

    private static final int WORD = Long.BYTES;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int HEADER = 40;

    private final long seed;
    private final long length;
    private final byte[] header;

    RecordContent(String recordId, long length) {
        this.seed = ByteBuffer.wrap(Hmac.sha256("record", recordId.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        this.length = length;
        this.header = length < HEADER ? new byte[0] : header(length);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Buffer part(long from, int count) {
        long first = from / WORD;
        int words = (int) ((from + count - 1) / WORD - first + 1);
        ByteBuffer made = ByteBuffer.allocate(words * WORD);
        for (int i = 0; i < words; i++) {
            made.putLong(mixed(seed + (first + i) * GOLDEN));
        }
        byte[] bytes = made.array();
        int skipped = (int) (from - first * WORD);
        for (long at = from; at < Math.min(header.length, from + count); at++) {
            bytes[skipped + (int) (at - from)] = header[(int) at];
        }
        return Buffer.buffer().appendBytes(bytes, skipped, count);
    }

    /** SplitMix64: the same word for the same place, and it does not compress. */
    private static long mixed(long word) {
        long z = word;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A file type box, and a media box with its length in 64 bits that fills the rest. */
    private static byte[] header(long length) {
        return ByteBuffer.allocate(HEADER)
                .putInt(24)
                .put(ascii("ftypisom"))
                .putInt(512)
                .put(ascii("isommp42"))
                .putInt(1)
                .put(ascii("mdat"))
                .putLong(length - 24)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

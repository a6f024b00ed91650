package org.convene.sandbox.teleboss;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Names for things, in the vendor's form: 24 hex digits for ids, ten characters for the alias in a room link
 * (teleboss.md D1 and D5). An id is built as a BSON ObjectId is: four bytes time, five random, three counting.
 */
final class Ids {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final SecureRandom random = new SecureRandom();
    private final byte[] process = new byte[5];
    private final AtomicInteger counter = new AtomicInteger(random.nextInt());

    Ids() {
        random.nextBytes(process);
    }

    String id(Instant now) {
        int count = counter.incrementAndGet();
        byte[] id = ByteBuffer.allocate(12)
                .putInt((int) now.getEpochSecond())
                .put(process)
                .put((byte) (count >> 16))
                .putShort((short) count)
                .array();
        return HexFormat.of().formatHex(id);
    }

    String alias() {
        return word(10);
    }

    /** The secret of a webhook; the vendor's samples have 32 characters. */
    String secret() {
        return word(32);
    }

    /** What stands in a personal link after {@code accessToken=}. */
    String accessToken() {
        return word(43);
    }

    private String word(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        StringBuilder word = new StringBuilder(length);
        for (byte each : bytes) {
            word.append(ALPHABET.charAt((each & 0xff) % ALPHABET.length()));
        }
        return word.toString();
    }
}

package org.convene.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.convene.ops.Sha256;

/**
 * The two hashes of a row, SHA-256 over netstrings: each value as its length in bytes of UTF-8, a colon, the value, a comma; a
 * value that is not there as {@code -,}. docs/audit.md has both in words, and a row of it is computed by a test.
 */
final class Seal {
    /** What stands before the first row. */
    static final String ORIGIN = "0".repeat(64);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Seal() {}

    /** Nobody who knows whom an entry may have been about can find out by trying, once the entry is erased. */
    static String newSalt() {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    /** Of what may be erased later. */
    static String digest(String salt, String who, String subject, String result, String before, String after) {
        return hash(salt, who, subject, result, before, after);
    }

    static String digest(String salt, AuditedChange entry) {
        return digest(salt, entry.act().who(), entry.subject(), entry.result(), entry.before(), entry.after());
    }

    /** Of what stays for ever, and of everything before. */
    static String hash(String previous, long no, Instant at, String door, String what, String digest) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        return hash(previous, String.valueOf(no), String.valueOf(micros), door, what, digest);
    }

    private static String hash(String... values) {
        MessageDigest hash = Sha256.begin();
        for (String value : values) {
            if (value == null) {
                hash.update("-,".getBytes(StandardCharsets.US_ASCII));
            } else {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                hash.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                hash.update(bytes);
                hash.update((byte) ',');
            }
        }
        return Sha256.hex(hash.digest());
    }
}

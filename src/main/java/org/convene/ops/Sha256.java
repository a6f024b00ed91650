package org.convene.ops;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) in lower-case hexadecimal. */
public final class Sha256 {
    private static final int BLOCK = 256 << 10;

    private Sha256() {}

    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    public static String of(byte[] content) {
        return hex(begin().digest(content));
    }

    /** What a stream holds, without its bytes. */
    public record Sum(long size, String sha256) {}

    /** Reads to the end; does not close. */
    public static Sum sum(InputStream bytes) throws IOException {
        MessageDigest digest = begin();
        byte[] block = new byte[BLOCK];
        long size = 0;
        for (int read = bytes.read(block); read >= 0; read = bytes.read(block)) {
            digest.update(block, 0, read);
            size += read;
        }
        return new Sum(size, hex(digest.digest()));
    }

    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}

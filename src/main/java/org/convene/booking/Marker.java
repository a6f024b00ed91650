package org.convene.booking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The word by which the hub finds what it made: vendors have no idempotency keys, so after an uncertain create the hub
 * looks for an object that carries the booking's marker. Ten base-32 characters of a hash of the booking's key: the same
 * on every replica and after every restart, and fit to stand at the end of a name.
 */
public final class Marker {
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 10;

    private Marker() {}

    public static String of(String kind, String id) {
        byte[] hash = sha256(kind + ' ' + id);
        StringBuilder marker = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            marker.append(ALPHABET.charAt(hash[i] & 31));
        }
        return marker.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

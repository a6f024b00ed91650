package org.convene.booking;

import java.nio.charset.StandardCharsets;
import org.convene.ops.Sha256;

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
        byte[] hash = Sha256.begin().digest((kind + ' ' + id).getBytes(StandardCharsets.UTF_8));
        StringBuilder marker = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            marker.append(ALPHABET.charAt(hash[i] & 31));
        }
        return marker.toString();
    }
}

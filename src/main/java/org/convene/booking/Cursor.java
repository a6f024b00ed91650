package org.convene.booking;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Where a page of the list ended: the sort key of its last row, opaque to callers. */
public record Cursor(Instant startsAt, String id) {
    @Override
    public String toString() {
        String text = startsAt + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when it is not one of ours */
    public static Cursor parse(String text) {
        String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
        try {
            return new Cursor(Instant.parse(parts[0]), parts[1]);
        } catch (java.time.DateTimeException | ArrayIndexOutOfBoundsException foreign) {
            throw new IllegalArgumentException("after is not a cursor of this list", foreign);
        }
    }
}

package org.convene.calendar.dav;

import java.util.Optional;
import java.util.UUID;

/**
 * Entity tags (RFC 9110 section 8.8.3) in one form: quoted, without the mark of weakness. A proxy that compresses marks a
 * tag as weak in a header while the same tag stands without the mark in a listing, and some servers forget the quotes.
 */
final class EntityTag {
    private EntityTag() {}

    /** Empty when nothing is told. */
    static Optional<String> normal(String told) {
        String tag = told.strip();
        if (tag.startsWith("W/") || tag.startsWith("w/")) {
            tag = tag.substring(2);
        }
        // whatever stands in a header of ours must fit there
        boolean usable = !tag.isEmpty() && tag.chars().allMatch(c -> c >= ' ' && c != 0x7f && c <= 0xff);
        return usable ? Optional.of(tag.startsWith("\"") ? tag : '"' + tag + '"') : Optional.empty();
    }

    static boolean isWeak(String told) {
        return told.strip().regionMatches(true, 0, "W/", 0, 2);
    }

    /** For a resource whose tag is not told: it has to be read each time. */
    static String unknown() {
        return "\"unknown-" + UUID.randomUUID() + '"';
    }
}

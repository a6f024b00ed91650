package org.convene.calendar.ical;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Turns the bytes of a calendar into text. */
public final class CalendarText {

    private CalendarText() {}

    /**
     * Reads UTF-8 (RFC 5545 §3.1.4). Some programs count octets when they fold and cut characters in two: such folds are taken out,
     * all other ones stay. Bytes that are no UTF-8 even so become U+FFFD.
     */
    public static String of(byte[] bytes) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            int fold = foldInsideCharacter(bytes, at);
            if (fold == 0) {
                whole.write(bytes[at++]);
            } else {
                at += fold;
            }
        }
        return whole.toString(StandardCharsets.UTF_8);
    }

    /** How long the fold is that begins here and continues with the rest of a character; 0 if none does. */
    private static int foldInsideCharacter(byte[] bytes, int at) {
        int feed = at;
        while (feed < bytes.length && bytes[feed] == '\r') {
            feed++;
        }
        boolean fold = feed + 2 < bytes.length
                && bytes[feed] == '\n'
                && (bytes[feed + 1] == ' ' || bytes[feed + 1] == '\t')
                && (bytes[feed + 2] & 0xC0) == 0x80;
        return fold ? feed + 2 - at : 0;
    }
}

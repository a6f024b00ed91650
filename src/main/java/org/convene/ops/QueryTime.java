package org.convene.ops;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.camel.Message;

/** A query parameter that is a time, such as {@code from}. */
public final class QueryTime {
    private QueryTime() {}

    /** {@code null} when it was left out. */
    public static Instant of(Message query, String name) throws Rejected {
        String text = query.getHeader(name, String.class);
        if (text == null) {
            return null;
        }
        try {
            // a plus that was not escaped arrives as a blank
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException wrong) {
            throw Rejected.because(400, name + " is a time with offset, such as 2026-11-23T00:00:00Z.");
        }
    }
}

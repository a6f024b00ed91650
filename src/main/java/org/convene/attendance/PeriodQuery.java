package org.convene.attendance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.apache.camel.Message;
import org.convene.booking.Booking;
import org.convene.booking.Cursor;
import org.convene.booking.Ledger.Listing;
import org.convene.ops.QueryTime;
import org.convene.ops.Rejected;

/** Reads the query of {@code GET /attendance}: which lessons the table is about. */
record PeriodQuery(String course, String group, Instant from, Instant to) {
    static final int PAGE = 200;

    static PeriodQuery of(Message query) throws Rejected {
        return new PeriodQuery(
                query.getHeader("course", String.class),
                query.getHeader("group", String.class),
                QueryTime.of(query, "from"),
                QueryTime.of(query, "to"));
    }

    /** @param last where the page before ended, or {@code null} */
    Listing page(Booking last) {
        String after = last == null ? null : new Cursor(last.startsAt(), last.id()).toString();
        return new Listing(Booking.LESSON, null, from, to, null, after, PAGE);
    }

    boolean fits(Booking lesson) {
        return !lesson.cancelled()
                && is(course, lesson.desired().path("course"))
                && is(group, lesson.desired().path("group"));
    }

    private static boolean is(String wanted, JsonNode courseOrGroup) {
        return wanted == null || wanted.equals(courseOrGroup.path("id").asText());
    }
}

package org.convene.booking;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.booking.Ledger.Listing;
import org.convene.ops.PageLimit;
import org.convene.ops.QueryTime;
import org.convene.ops.Rejected;

/** Reads the query of {@code GET /lessons} and {@code GET /meetings}, and says where the next page begins. */
public final class BookingQuery {
    private static final Set<String> STATES = Set.of(Booking.PENDING, Booking.READY, Booking.CANCELLED, Booking.FAILED);

    private BookingQuery() {}

    public static Listing of(Exchange exchange, String kind) throws Rejected {
        Message query = exchange.getMessage();
        String state = query.getHeader("state", String.class);
        if (state != null && !STATES.contains(state)) {
            throw Rejected.because(400, "state is one of pending, ready, cancelled, failed.");
        }
        return new Listing(
                kind,
                state,
                QueryTime.of(query, "from"),
                QueryTime.of(query, "to"),
                query.getHeader("q", String.class),
                cursor(query),
                PageLimit.of(query));
    }

    private static String cursor(Message query) throws Rejected {
        String after = query.getHeader("after", String.class);
        try {
            if (after != null) {
                Cursor.parse(after);
            }
            return after;
        } catch (IllegalArgumentException foreign) {
            throw Rejected.because(400, "after is the value of next of the page before.");
        }
    }

    /** The value of {@code after} for the page behind this one; nothing when this one is not full. */
    public static Optional<String> next(List<Booking> page, Listing listing) {
        if (page.size() < listing.limit()) {
            return Optional.empty();
        }
        Booking last = page.get(page.size() - 1);
        return Optional.of(new Cursor(last.startsAt(), last.id()).toString());
    }
}

package org.convene.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.convene.booking.Booking;
import org.convene.booking.Change;
import org.convene.booking.Hints;
import org.convene.booking.Ledger;
import org.convene.vendor.Vendors;

/** Gives each lesson that begins its archive: the row of the ledger that says what is expected of it. */
@Singleton
@Named("archiveWatch")
public class ArchiveWatch {
    private static final int AT_ONCE = 500;
    private static final Duration AHEAD = Duration.ofMinutes(15);
    /** Whatever began while nobody watched: after a start everything that may still have an archive. */
    private static final Duration FIRST_BACK = Duration.ofDays(30);

    private static final Duration BACK = Duration.ofDays(2);

    private final Ledger ledger;
    private final Hints hints;
    private final Clock clock;
    private final Vendors vendors;
    private final CamelContext camel;
    private volatile boolean watched;

    public ArchiveWatch(Ledger ledger, Hints hints, Clock clock, Vendors vendors, CamelContext camel) {
        this.ledger = ledger;
        this.hints = hints;
        this.clock = clock;
        this.vendors = vendors;
        this.camel = camel;
    }

    /** A vendor can tell what it has routes for; of the others' lessons nothing is expected. */
    private List<String> tellingVendors() {
        return vendors.all().stream()
                .map(gate -> gate.vendor().name())
                .filter(name -> camel.getRoute(name + ".calls") != null)
                .toList();
    }

    /** Returns how many archives are new, or expected at another time than before. Forgets hints that are too old. */
    public int look() throws SQLException {
        Instant now = clock.instant();
        Instant from = now.minus(watched ? BACK : FIRST_BACK);
        int changed = 0;
        List<Booking> lessons;
        do {
            lessons = ledger.unexpected(tellingVendors(), from, now.plus(AHEAD), AT_ONCE);
            changed += ledger.acceptAll(
                    lessons.stream().map(ArchiveWatch::expected).iterator());
        } while (lessons.size() == AT_ONCE);
        watched = true;
        hints.forgetBefore(now.minus(FIRST_BACK));
        return changed;
    }

    private static Change expected(Booking lesson) {
        ObjectNode expected = JsonNodeFactory.instance
                .objectNode()
                .put("id", lesson.id())
                .put("title", lesson.desired().path("title").asText())
                .put("startsAt", lesson.startsAt().toString())
                .put("endsAt", lesson.endsAt().toString());
        return new Change.Wanted(Booking.ARCHIVE, lesson.id(), lesson.vendor(), expected);
    }
}

package org.convene.booking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convene.booking.Change.Accepted;

/** Decides what a change means for a row, before anything is written. */
final class Intake {
    private final Instant now;
    private final Taking taking;
    private final List<Booking> added = new ArrayList<>();
    private final List<Booking> updated = new ArrayList<>();

    Intake(Instant now, Taking taking) {
        this.now = now;
        this.taking = taking;
    }

    List<Booking> added() {
        return added;
    }

    List<Booking> updated() {
        return updated;
    }

    /** {@code known} is the row as it is, or {@code null}. */
    Accepted decide(Change change, Booking known) {
        if (change instanceof Change.Wanted wanted) {
            return want(wanted, known);
        }
        if (known == null) {
            return new Accepted(null, false);
        }
        return known.cancelled()
                ? new Accepted(known, false)
                : changed(known, known.changed(Booking.CANCELLED, true, now));
    }

    private Accepted want(Change.Wanted wanted, Booking known) {
        if (known == null) {
            Booking booking = taking.offer(wanted(BookingNumbers.next(), wanted, 1, Seen.nothing()));
            added.add(booking);
            return new Accepted(booking, true);
        }
        if (isOlder(wanted.document(), known.desired())) {
            return new Accepted(known, false);
        }
        if (!known.cancelled() && sameMeeting(wanted.document(), known.desired())) {
            return new Accepted(known, false);
        }
        return changed(known, wanted(known.no(), wanted, known.version() + 1, known.seen()));
    }

    /** Somebody who works on it now stays at it, and will find it changed. */
    private Accepted changed(Booking known, Booking changed) {
        Booking booking = known.lease() == null ? taking.offer(changed) : changed;
        updated.add(booking);
        return new Accepted(booking, true);
    }

    private static boolean isOlder(ObjectNode document, ObjectNode known) {
        Optional<Instant> time = Ledger.documentTime(document);
        Optional<Instant> knownTime = Ledger.documentTime(known);
        return time.isPresent() && knownTime.isPresent() && time.get().isBefore(knownTime.get());
    }

    private static boolean sameMeeting(ObjectNode one, ObjectNode other) {
        return one.deepCopy().without("updatedAt").equals(other.deepCopy().without("updatedAt"));
    }

    private Booking wanted(long no, Change.Wanted wanted, long version, Seen seen) {
        ObjectNode document = wanted.document();
        return new Booking(
                no,
                wanted.kind(),
                wanted.id(),
                wanted.vendor(),
                version,
                Booking.PENDING,
                false,
                time(document, "startsAt"),
                time(document, "endsAt"),
                document,
                seen,
                null,
                0,
                null,
                now);
    }

    private static Instant time(ObjectNode document, String field) {
        return OffsetDateTime.parse(document.path(field).asText()).toInstant();
    }
}

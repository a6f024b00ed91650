package org.convene.booking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.convene.audit.Act;
import org.convene.audit.AuditedChange;
import org.convene.audit.Difference;

/** A change of what is wanted, as the audit has it. What follows from it is the hub's own work, and stands in its journal. */
final class BookingChange {
    private static final Map<String, String> ADDRESSES =
            Map.of(Booking.LESSON, "lessons/", Booking.MEETING, "meetings/");

    private BookingChange() {}

    /** @param before {@code null} when it was not there */
    static Optional<AuditedChange> of(Instant now, Act act, Booking before, Booking after) {
        if (!ADDRESSES.containsKey(after.kind())) {
            return Optional.empty();
        }
        Difference difference = Difference.between(before == null ? null : before.desired(), after.desired());
        if (before != null && before.cancelled() != after.cancelled()) {
            cancelled(difference.before(), before);
            cancelled(difference.after(), after);
        }
        return Optional.of(AuditedChange.of(
                now,
                act,
                ADDRESSES.get(after.kind()) + after.id(),
                AuditedChange.DONE,
                difference.before(),
                difference.after()));
    }

    private static void cancelled(ObjectNode said, Booking booking) {
        said.put("cancelled", booking.cancelled());
    }
}

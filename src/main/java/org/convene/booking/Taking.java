package org.convene.booking;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets workers with room begin what is being stored: the booking is leased to one in the very commit that stores it,
 * which saves the second commit and the look-up of due rows. What finds no room is stored as due, for anybody.
 */
final class Taking {
    private final Signals signals;
    private final String lease;
    private final Instant now;
    private final Map<String, Place> places = new HashMap<>();

    /** A worker's room; {@code worker} is {@code null} where there is none. */
    private static final class Place {
        private final Signals.Worker worker;
        private int left;

        private Place(Signals.Worker worker) {
            this.worker = worker;
            this.left = worker == null ? 0 : worker.room();
        }
    }

    Taking(Signals signals, String lease, Instant now) {
        this.signals = signals;
        this.lease = lease;
        this.now = now;
    }

    static Taking nobody() {
        return new Taking(new Signals(), null, Instant.MIN);
    }

    /** The same booking, leased to a worker if one has room for it. */
    Booking offer(Booking booking) {
        Place place = places.computeIfAbsent(
                booking.kind(), kind -> new Place(signals.free(kind).orElse(null)));
        if (place.left == 0) {
            return booking;
        }
        place.left--;
        return booking.leasedBy(lease);
    }

    /** When an offered booking has to be looked at by somebody else: at the end of its lease, or now. */
    Instant dueAt(Booking booking, Instant otherwise) {
        return isTaken(booking) ? until(booking) : otherwise;
    }

    /** To be called after the commit. Returns whether a worker has it. */
    boolean begin(Booking booking) {
        if (!isTaken(booking)) {
            return false;
        }
        places.get(booking.kind()).worker.begin(booking.withOwnSeen(), until(booking));
        return true;
    }

    private boolean isTaken(Booking booking) {
        return lease != null && lease.equals(booking.lease());
    }

    private Instant until(Booking booking) {
        return now.plus(places.get(booking.kind()).worker.lease());
    }
}

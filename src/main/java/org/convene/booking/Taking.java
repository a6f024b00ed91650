package org.convene.booking;

import java.time.Instant;
import java.util.Optional;

/**
 * Lets a worker with room begin what is being stored: the booking is leased to it in the very commit that stores it,
 * which saves the second commit and the look-up of due rows. What finds no room is stored as due, for anybody.
 */
final class Taking {
    private final Signals.Worker worker;
    private final String lease;
    private final Instant until;
    private int left;

    private Taking(Signals.Worker worker, String lease, Instant now) {
        this.worker = worker;
        this.lease = lease;
        this.until = worker == null ? now : now.plus(worker.lease());
        this.left = worker == null ? 0 : worker.room();
    }

    static Taking by(Optional<Signals.Worker> worker, String lease, Instant now) {
        return new Taking(worker.orElse(null), lease, now);
    }

    static Taking nobody() {
        return new Taking(null, null, Instant.MIN);
    }

    /** The same booking, leased to the worker if it has room for it. */
    Booking offer(Booking booking) {
        if (left == 0) {
            return booking;
        }
        left--;
        return booking.leasedBy(lease);
    }

    /** When an offered booking has to be looked at by somebody else: at the end of its lease, or now. */
    Instant dueAt(Booking booking, Instant now) {
        return isTaken(booking) ? until : now;
    }

    private boolean isTaken(Booking booking) {
        return lease != null && lease.equals(booking.lease());
    }

    /** To be called after the commit. Returns whether the worker has it. */
    boolean begin(Booking booking) {
        if (!isTaken(booking)) {
            return false;
        }
        worker.begin(booking.withOwnSeen(), until);
        return true;
    }
}

package org.convene.booking;

import java.time.Instant;
import org.convene.booking.Change.Outcome;

/** What an outcome means for the row: its new state, when to look again ({@code null}: when something changes). */
record Conclusion(Booking booking, Instant due, String problemKind, boolean isSuperseded) {
    private static final int LONGEST = 1000;

    private Conclusion(Booking booking, Instant due, String problemKind) {
        this(booking, due, problemKind, false);
    }

    /** It was about a version that is no longer wanted, so it is due again. */
    Conclusion superseded(Instant now) {
        return new Conclusion(booking, now, null, true);
    }

    static Conclusion of(Outcome outcome, Instant now) {
        Booking booking = outcome.booking();
        if (outcome instanceof Outcome.Settled settled) {
            String state = booking.cancelled() ? Booking.CANCELLED : Booking.READY;
            return new Conclusion(booking.concluded(state, 0, brief(settled.problem()), now), settled.next(), null);
        }
        if (outcome instanceof Outcome.Waiting waiting) {
            String state = booking.cancelled() ? Booking.CANCELLED : Booking.PENDING;
            return new Conclusion(
                    booking.concluded(state, 0, brief(waiting.problem()), now),
                    now.plus(waiting.pause()),
                    waiting.kind());
        }
        if (outcome instanceof Outcome.Postponed postponed) {
            String state = booking.cancelled() ? Booking.CANCELLED : Booking.PENDING;
            return new Conclusion(
                    booking.concluded(state, booking.attempts() + 1, brief(postponed.problem()), now),
                    now.plus(postponed.pause()),
                    postponed.kind());
        }
        Outcome.Quarantined stuck = (Outcome.Quarantined) outcome;
        String state = booking.cancelled() ? Booking.CANCELLED : Booking.FAILED;
        return new Conclusion(
                booking.concluded(state, booking.attempts() + 1, brief(stuck.problem()), now), null, stuck.kind());
    }

    /** Vendors may answer at length; the ledger keeps what a person will read. */
    static String brief(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}

package org.convene.booking;

import org.convene.booking.Change.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One line for what came of each attempt, with the lesson's id also as a field of its own (MDC {@code lesson}, of
 * calendars {@code meeting}), whatever kind of work it was. Vendors' words stay out of the log: they may repeat names, addresses and links. They are in the lesson's view instead.
 */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger("org.convene.journal");

    private Journal() {}

    static void concluded(Outcome outcome, Booking booking) {
        String field = Booking.isOfMeetings(booking.kind()) ? Booking.MEETING : Booking.LESSON;
        MDC.put(field, booking.lesson());
        try {
            if (outcome instanceof Outcome.Settled) {
                LOG.info("{} {} is {} (version {})", booking.kind(), booking.id(), booking.state(), booking.version());
            } else if (outcome instanceof Outcome.Waiting waiting) {
                LOG.info(
                        "{} {} is looked at in {} s: {}",
                        booking.kind(),
                        booking.id(),
                        waiting.pause().toSeconds(),
                        waiting.kind());
            } else if (outcome instanceof Outcome.Postponed postponed) {
                LOG.info(
                        "{} {} waits {} s, attempt {}: {}",
                        booking.kind(),
                        booking.id(),
                        postponed.pause().toSeconds(),
                        booking.attempts(),
                        postponed.kind());
            } else if (outcome instanceof Outcome.Quarantined quarantined) {
                LOG.warn("{} {} is in quarantine: {}", booking.kind(), booking.id(), quarantined.kind());
            }
        } finally {
            MDC.remove(field);
        }
    }
}

package org.convene.retention;

import java.util.Locale;
import org.convene.archive.KeptCopies;
import org.convene.booking.Booking;

/**
 * What is to become of the room of a lesson that is over.
 *
 * @param lesson whose room it is
 * @param why    in plain words
 * @param copies what storage has of the lesson; {@code null} when nothing is known of it
 */
public record RoomVerdict(Booking lesson, Fate fate, String why, KeptCopies copies) {
    public enum Fate {
        /** Everything is in storage, and the time has come. */
        DELETE,
        /** The time has not come. */
        WAIT,
        /** The time has come, and something speaks against it. */
        HOLD;

        /** As the API says it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package org.convene.booking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** What a source wants of a booking. */
public sealed interface Change {
    String kind();

    String id();

    /** The meeting as it should be; {@code document} is canonical, so equal meetings are equal documents. */
    record Wanted(String kind, String id, String vendor, ObjectNode document) implements Change {}

    /** The meeting should not take place. */
    record Cancelled(String kind, String id) implements Change {}

    /** The ledger's answer: the row as it is now, and whether the change changed it. */
    record Accepted(Booking booking, boolean changed) {}

    /** What working on a leased booking came to. */
    sealed interface Outcome {
        Booking booking();

        /** In step with what was wanted; look again at {@code next}, or only when something changes. */
        record Settled(Booking booking, Instant next, String problem) implements Outcome {}

        /**
         * Its time has not come: again after {@code pause}, which is no failure and counts as no attempt.
         *
         * @param kind    {@code waiting}, or what is wrong meanwhile
         * @param problem what is wrong meanwhile in plain words, or {@code null}
         */
        record Waiting(Booking booking, Duration pause, String kind, String problem) implements Outcome {
            public Waiting(Booking booking, Duration pause) {
                this(booking, pause, "waiting", null);
            }
        }

        /** Not now; again after {@code pause}. */
        record Postponed(Booking booking, Duration pause, String kind, String problem) implements Outcome {}

        /** Not without a person. */
        record Quarantined(Booking booking, String kind, String problem) implements Outcome {}
    }
}

package org.convene.attendance;

import java.util.Locale;

/** Whether somebody took part in a lesson, as far as the rules of configuration say. */
public enum Status {
    PRESENT,
    LATE,
    LEFT_EARLY,
    LATE_AND_LEFT_EARLY,
    ABSENT,
    /** Was there, and is not on the roster. */
    GUEST,
    /** Not seen, but the report is not complete. */
    UNKNOWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isLate() {
        return this == LATE || this == LATE_AND_LEFT_EARLY;
    }

    public boolean hasLeftEarly() {
        return this == LEFT_EARLY || this == LATE_AND_LEFT_EARLY;
    }
}

package org.convene.sandbox.terminal;

import java.util.Locale;

/** The two accounts of a terminal; one client at a time has each. */
enum Seat {
    USER(1),
    ADMIN(2);

    /** What {@code previleges} says, in the vendor's spelling. */
    final int privileges;

    Seat(int privileges) {
        this.privileges = privileges;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.convene.attendance;

import java.util.Map;

/** A row of a report: somebody was in the room for a while. */
record Presence(Identity who, Interval time) {
    /** @param people whom addresses mean */
    Presence among(Map<String, String> people) {
        return new Presence(who.among(people), time);
    }
}

package org.convene.sandbox.teleboss;

import java.time.Instant;

/**
 * One stay of one person in a call.
 *
 * @param leftAt null while the person is in
 */
record Presence(Instant joinedAt, Instant leftAt) {

    Presence until(Instant now) {
        return leftAt == null ? new Presence(joinedAt, now) : this;
    }
}

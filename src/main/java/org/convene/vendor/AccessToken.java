package org.convene.vendor;

import java.time.Duration;
import java.time.Instant;

/** A token that a vendor gave out, and until when it is good. */
record AccessToken(String value, Instant renewAt, Instant expiresAt) {
    /** Renewed when four fifths of its life are over, so that no call meets its end. */
    static AccessToken given(String value, Duration life, Instant now) {
        return new AccessToken(value, now.plus(life.multipliedBy(4).dividedBy(5)), now.plus(life));
    }

    AccessToken renewedAt(Instant later) {
        return new AccessToken(value, later, expiresAt);
    }

    /** Stands in exchanges, which are shown to operators. */
    @Override
    public String toString() {
        return "AccessToken until " + expiresAt;
    }
}

package org.convene.sandbox.trueconf;

import java.time.Instant;
import java.util.Set;

/** An access token that was given out, and until when it is good. */
record Token(String value, Set<String> scopes, Instant expiresAt) {

    private static final int NAMED_BY = 8;

    boolean live(Instant now) {
        return now.isBefore(expiresAt);
    }

    /** How the back office calls it: enough to tell it from others, too little to use it. */
    String name() {
        return value.substring(0, NAMED_BY);
    }
}

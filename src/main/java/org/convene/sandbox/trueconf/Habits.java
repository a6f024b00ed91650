package org.convene.sandbox.trueconf;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the server behaves where versions differ or its administrator decides; set in the back office.
 *
 * @param tokenSeconds how long a new token lives; the server's hour unless told otherwise
 * @param expiresIn what the answer says about it; 0 tells the truth
 * @param scopes what the application may do; counts for new tokens
 * @param queryTokensOnly plays an old server, which takes {@code ?access_token=} and no Authorization header
 * @param deleteStatus what a deleted conference answers: 200 with its id as v3.1, or 204 with nothing as v3.11
 * @param ldapMode accounts and groups come from a directory, and nobody may write them here
 */
record Habits(
        int tokenSeconds,
        int expiresIn,
        Set<String> scopes,
        boolean queryTokensOnly,
        int deleteStatus,
        boolean ldapMode) {

    private static final int AN_HOUR = 3600;

    Habits {
        tokenSeconds = tokenSeconds == 0 ? AN_HOUR : tokenSeconds;
        scopes = scopes == null ? Scope.ALL : Collections.unmodifiableSet(new TreeSet<>(scopes));
        deleteStatus = deleteStatus == 0 ? 200 : deleteStatus;
    }

    static Habits standard() {
        return new Habits(0, 0, null, false, 0, false);
    }

    /** What is wrong with them, or null. */
    String problem() {
        if (tokenSeconds < 0 || expiresIn < 0) {
            return "seconds are not negative";
        }
        if (!Scope.ALL.containsAll(scopes)) {
            return "scopes are of " + Scope.ALL;
        }
        return deleteStatus == 200 || deleteStatus == 204 ? null : "deleteStatus is 200 or 204";
    }

    int toldSeconds() {
        return expiresIn == 0 ? tokenSeconds : expiresIn;
    }
}

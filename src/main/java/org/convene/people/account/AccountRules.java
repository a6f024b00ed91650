package org.convene.people.account;

import org.convene.people.HandOver;

/**
 * What may be done with accounts at the server, and how.
 *
 * @param adopts   whether a user who was there before is taken for the person's, whatever the e-mail address
 * @param deletes  whether the account goes with the person, when the time of grace is over
 * @param replaces whether a new login means a new account; the server cannot rename one
 */
record AccountRules(
        Mode mode, boolean adopts, boolean deletes, boolean replaces, GroupRules groups, HandOver handOver) {

    enum Mode {
        OFF,
        /** Differences are listed. */
        LOOK,
        WRITE
    }
}

package org.convene.sandbox.trueconf;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What an operation needs: a subject, to be read or written. The subject alone gives both (trueconf-server.md B1). */
record Scope(String subject, Right right) {

    enum Right {
        READ,
        WRITE
    }

    static final String CONFERENCES = "conferences";
    static final String PARTICIPANTS = "conferences.participants";
    static final String INVITATIONS = "conferences.invitations";
    static final String USERS = "users";
    static final String GROUPS = "groups";
    static final String GROUP_USERS = "groups.users";

    /** Everything an application can be given here. */
    static final Set<String> ALL = all();

    static Scope read(String subject) {
        return new Scope(subject, Right.READ);
    }

    static Scope write(String subject) {
        return new Scope(subject, Right.WRITE);
    }

    boolean in(Set<String> granted) {
        return granted.contains(subject) || granted.contains(subject + (right == Right.READ ? ":read" : ":write"));
    }

    private static Set<String> all() {
        Set<String> all = new TreeSet<>();
        for (String subject : Set.of(CONFERENCES, PARTICIPANTS, INVITATIONS, USERS, GROUPS, GROUP_USERS)) {
            all.add(subject);
            all.add(subject + ":read");
            all.add(subject + ":write");
        }
        return Collections.unmodifiableSet(all);
    }
}

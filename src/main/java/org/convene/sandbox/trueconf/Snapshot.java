package org.convene.sandbox.trueconf;

import java.util.List;

/** Everything the sandbox remembers, at one moment; the content of the state file. */
record Snapshot(List<Conference> conferences, List<User> users, List<Group> groups, List<Token> tokens, Habits habits) {

    /** A new server, with people in it. */
    static Snapshot first() {
        return new Snapshot(List.of(), SamplePeople.USERS, SamplePeople.GROUPS, List.of(), Habits.standard());
    }
}

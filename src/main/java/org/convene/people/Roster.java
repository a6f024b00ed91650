package org.convene.people;

import java.io.IOException;

/** One reading of a source: everybody it knows, or what changed there. */
public interface Roster {
    /** The source as configuration names it, such as {@code ldap}. */
    String source();

    /** What was read, for people: a file's name, a part of a tree. */
    String origin();

    /** Whether everybody is told of, so that whoever is not has left. */
    boolean isWhole();

    /**
     * Tells all of it, once. Whatever was told before a failure is forgotten.
     *
     * @throws IOException the source cannot be read, or broke off; nothing of it is used then
     */
    void read(RosterListener listener) throws IOException;
}

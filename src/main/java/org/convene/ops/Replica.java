package org.convene.ops;

/** What tells replicas apart that share a database. */
public final class Replica {
    private Replica() {}

    /** A name that no other process, and no other call, has. */
    public static String newName() {
        return Long.toString(System.nanoTime(), 36) + "-"
                + ProcessHandle.current().pid();
    }
}

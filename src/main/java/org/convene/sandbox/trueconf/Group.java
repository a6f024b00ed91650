package org.convene.sandbox.trueconf;

/** A group of users. */
record Group(String id, String displayName) {

    /** Where users are who are in none (trueconf-server.md B2.4). */
    static final Group NONE = new Group("@no_group", "Users without group");
}

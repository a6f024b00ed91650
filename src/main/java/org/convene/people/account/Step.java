package org.convene.people.account;

/** What is to be done next; each is a route of {@code routes/people/accounts.camel.yaml}. */
enum Step {
    LOOK("look-account"),
    CREATE("create-account"),
    CHANGE("change-account"),
    JOIN("join-group"),
    DISCONNECT("disconnect-account"),
    CONFERENCES("find-conferences"),
    HAND_OVER("hand-over-conference"),
    DELETE("delete-account"),
    NOTHING("nothing");

    private final String word;

    Step(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}

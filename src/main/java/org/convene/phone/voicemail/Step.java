package org.convene.phone.voicemail;

import java.util.Locale;

/** What is done with a voicemail, one step at a time, each kept in the ledger before the next. */
enum Step {
    ARCHIVE("archived"),
    TRANSCRIBE("transcript"),
    MAIL("mailed"),
    MARK("marked"),
    MAIL_TRANSCRIPT("transcriptMailed"),
    NOTHING("");

    private final String done;

    Step(String done) {
        this.done = done;
    }

    /** Where the ledger says that it is done. */
    String done() {
        return done;
    }

    /** As routes call it, such as {@code mail-transcript}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

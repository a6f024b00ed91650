package org.convene.terminal;

import java.time.Instant;

/** Who told which terminal what, and what came of it. */
public interface CommandLog {

    /**
     * A command ended. Any thread may call; never waits, never fails.
     *
     * @param at     when it was given
     * @param result {@code done}, {@code accepted}, {@code refused}, {@code failed}, {@code rejected} (by the catalogue), or a
     *     kind of {@link org.convene.vendor.VendorFailure}
     * @param words  why, in plain words without secrets; or empty
     */
    void sent(String terminal, TerminalCommand command, Instant at, String result, String words);
}

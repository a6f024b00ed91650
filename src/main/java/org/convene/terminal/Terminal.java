package org.convene.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;

/** One TrueConf Room terminal, as the rest of Convene sees it: what it is doing, and a way to tell it what to do. */
public interface Terminal {

    /** The name it has in configuration, below {@code convene.terminals}. */
    String name();

    /** What is known of it now; never asks the terminal. */
    TerminalStatus status();

    /**
     * Sends one command; any thread may call, none is held.
     *
     * @return the terminal's reply as it came, with {@code explained} words beside enumerated numbers, whatever its
     *     {@code result} says; where the outcome was awaited, with {@code done}, {@code outcome} (the event that told) and
     *     {@code why} (in words, when it is not done). Fails with {@link org.convene.ops.Rejected} (422) when the catalogue knows
     *     better and nothing was sent; with {@link org.convene.vendor.VendorFailure}: {@code Down} when the terminal is not
     *     connected and nothing was sent, {@code Unauthorized} when somebody else has its seat or it does not accept us,
     *     {@code Busy} when too many commands wait, {@code Uncertain} when it was sent and nothing came back in time
     */
    CompletionStage<ObjectNode> send(TerminalCommand command);

    /** An operator's word: connect now, and take the seat though somebody else may have it. */
    void takeSeat();
}

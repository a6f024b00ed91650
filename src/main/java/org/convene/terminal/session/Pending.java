package org.convene.terminal.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import org.convene.terminal.TerminalCommand;

/** A command on its way: waiting to be sent, or sent and waiting for its reply, and perhaps for its outcome. */
final class Pending {
    final TerminalCommand command;
    /** Sent by the session for itself, also while it is not ready. */
    final boolean own;

    final CompletableFuture<ObjectNode> result = new CompletableFuture<>();
    /** After this nobody waits any more, {@link System#nanoTime()}. */
    final long deadline;

    String requestId;
    /** When it was sent, {@link System#nanoTime()}; 0 while it waits. */
    long sentAt;

    long timer = -1;

    ObjectNode reply;
    ObjectNode outcome;
    String why;
    boolean done;

    Pending(TerminalCommand command, boolean own, long deadline) {
        this.command = command;
        this.own = own;
        this.deadline = deadline;
    }

    String method() {
        return command.method();
    }

    boolean isSent() {
        return sentAt != 0;
    }
}

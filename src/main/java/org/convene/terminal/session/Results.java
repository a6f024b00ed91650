package org.convene.terminal.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.convene.ops.Rejected;
import org.convene.terminal.CommandLog;
import org.convene.terminal.TerminalCommand;
import org.convene.terminal.TerminalReply;
import org.convene.vendor.VendorFailure;

/** What came of a command, in a word and a sentence. */
final class Results {
    private Results() {}

    static void log(
            CommandLog log, String terminal, TerminalCommand command, Instant at, ObjectNode reply, Throwable failure) {
        String words = failure == null ? TerminalReply.why(reply) : String.valueOf(failure.getMessage());
        log.sent(terminal, command, at, failure == null ? word(reply) : word(failure), words);
    }

    private static String word(ObjectNode reply) {
        if (!TerminalReply.isAccepted(reply)) {
            return "refused";
        }
        return !reply.has("done") ? "accepted" : TerminalReply.isGood(reply) ? "done" : "failed";
    }

    private static String word(Throwable failure) {
        if (failure instanceof VendorFailure vendor) {
            return vendor.kind();
        }
        return failure instanceof Rejected ? "rejected" : "fault";
    }
}

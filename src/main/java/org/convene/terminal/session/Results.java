package org.convene.terminal.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.convene.ops.Rejected;
import org.convene.terminal.CommandLog;
import org.convene.terminal.TerminalCommand;
import org.convene.vendor.VendorFailure;

/** What came of a command, in a word and a sentence. */
final class Results {
    private Results() {}

    static void log(
            CommandLog log, String terminal, TerminalCommand command, Instant at, ObjectNode reply, Throwable failure) {
        String words = failure == null
                ? reply.path("why").asText(reply.path("error").asText(""))
                : String.valueOf(failure.getMessage());
        log.sent(terminal, command, at, failure == null ? word(reply) : word(failure), words);
    }

    private static String word(ObjectNode reply) {
        if (!reply.path("result").asBoolean(true)) {
            return "refused";
        }
        return !reply.has("done") ? "accepted" : reply.path("done").asBoolean() ? "done" : "failed";
    }

    private static String word(Throwable failure) {
        if (failure instanceof VendorFailure vendor) {
            return vendor.kind();
        }
        return failure instanceof Rejected ? "rejected" : "fault";
    }
}

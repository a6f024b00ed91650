package org.convene.terminal;

import com.fasterxml.jackson.databind.JsonNode;

/** What a terminal's reply says of the command. */
public final class TerminalReply {
    private TerminalReply() {}

    /** Whether the terminal took it. Some samples of the vendor say {@code succeed} in place of {@code result}. */
    public static boolean isAccepted(JsonNode reply) {
        JsonNode result = reply.has("result") ? reply.get("result") : reply.path("succeed");
        return result.isMissingNode() || result.asBoolean();
    }

    /** Whether nothing went wrong as far as is known: it was done where that was awaited, else accepted. */
    public static boolean isGood(JsonNode reply) {
        return reply.has("done") ? reply.get("done").asBoolean() : isAccepted(reply);
    }

    /** Why it was not, in words; empty when nobody said. */
    public static String why(JsonNode reply) {
        return reply.path("why").asText(reply.path("error").asText(""));
    }
}

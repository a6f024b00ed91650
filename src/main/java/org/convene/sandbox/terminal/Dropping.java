package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Desk;

/**
 * Ends connections in every way: {@code {"how":"close","code":1001,"reason":…}}, {@code reset} (a reset, no close frame),
 * {@code cut} (the stream ends, no close frame), {@code half-open} (nothing is read or said any more, TCP stays). To keep
 * clients out, see {@code handshake} of the habits.
 */
final class Dropping {

    private static final List<String> WAYS = List.of("close", "reset", "cut", "half-open");

    private final Site site;

    Dropping(Site site) {
        this.site = site;
    }

    Answer all(ObjectNode body) {
        return drop(
                body,
                site.terminals().stream()
                        .flatMap(terminal -> terminal.lines().stream())
                        .toList());
    }

    Answer one(RoomTerminal terminal, ObjectNode body) {
        return drop(body, List.copyOf(terminal.lines()));
    }

    private static Answer drop(ObjectNode body, List<Line> lines) {
        String how = body.path("how").asText("close");
        int code = body.path("code").asInt(1001);
        if (!WAYS.contains(how) || code < 1000 || code > 4999) {
            return Desk.problem(400, "how is of " + WAYS + ", and code from 1000 to 4999.");
        }
        for (Line line : lines) {
            switch (how) {
                case "reset" -> line.reset();
                case "cut" -> line.cut();
                case "half-open" -> line.freeze();
                default -> line.close(code, body.path("reason").asText(""));
            }
        }
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("dropped", lines.size()));
    }
}

package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Desk;

/** Says anything to the clients of a terminal: events as it would say them, and frames as no terminal should. */
final class Pushing {

    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final String EVENT = "event";

    /** An event in the manner of the terminal, for whoever is signed in: {@code {"event":"hangUpPressed"}}. */
    Answer event(RoomTerminal terminal, ObjectNode event) {
        if (event == null || !event.path(EVENT).isTextual()) {
            return Desk.problem(400, "An event is a JSON object with event.");
        }
        terminal.say(event);
        return told(terminal.hasAudience() ? 1 : 0);
    }

    /**
     * A frame, for everybody who is connected, signed in or not. {@code {"kind":"text","text":…}}; kinds: {@code text},
     * {@code bom} (the text after U+FEFF), {@code binary} (its bytes in a binary frame), {@code fragments} (in so many
     * {@code parts}), {@code garbage}, {@code unknown} (an event nobody knows), {@code huge} (an event of so many
     * {@code bytes}), {@code array}, {@code empty}.
     */
    Answer frame(RoomTerminal terminal, ObjectNode body) {
        Collection<Line> lines = List.copyOf(terminal.lines());
        Optional<String> text = text(body);
        if (text.isEmpty()) {
            return Desk.problem(400, "There is no such kind of frame, or it is too long.");
        }
        for (Line line : lines) {
            switch (body.path("kind").asText("text")) {
                case "binary" -> line.writeBinary(Buffer.buffer(text.get()));
                case "fragments" ->
                    line.writeFragments(
                            text.get(), Math.max(1, body.path("parts").asInt(3)));
                default -> line.write(text.get());
            }
        }
        return told(lines.size());
    }

    private static Optional<String> text(ObjectNode body) {
        String given = body.path("text").asText("{\"event\":\"hookOffPressed\",\"method\":\"event\"}");
        return switch (body.path("kind").asText("text")) {
            case "text", "binary", "fragments" -> Optional.of(given);
            case "bom" -> Optional.of("\uFEFF" + given);
            case "garbage" -> Optional.of("{\"event\":\u0000 \uFFFD <html>");
            case "array" -> Optional.of("[1,2,3]");
            case "empty" -> Optional.of("");
            case "unknown" ->
                Optional.of(Dialect.text(RoomTerminal.event("eventOfTomorrow")
                        .put("method", EVENT)
                        .put("text", given)));
            case "huge" -> huge(body.path("bytes").asInt(1024 * 1024));
            default -> Optional.empty();
        };
    }

    private static Optional<String> huge(int bytes) {
        return bytes < 1 || bytes > MOST_BYTES
                ? Optional.empty()
                : Optional.of(Dialect.text(RoomTerminal.event("commandReceived")
                        .put("peerId", "huge")
                        .put("command", "x".repeat(bytes))
                        .put("method", EVENT)));
    }

    private static Answer told(int clients) {
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("told", clients));
    }
}

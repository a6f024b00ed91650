package org.convene.terminal.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convene.document.NearestName;
import org.convene.document.Pointer;
import org.convene.document.Problem;
import org.convene.document.Violation;
import org.convene.ops.Rejected;
import org.convene.terminal.TerminalCommand;

/**
 * The document {@code {"method","params","awaitOutcome","timeout"}} as it was sent. Whether the terminal has such a command
 * is the catalogue's to say.
 */
final class CommandRequest {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final List<String> FIELDS = List.of("method", "params", "awaitOutcome", "timeout");
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final List<Violation> violations = new ArrayList<>();

    private CommandRequest() {}

    static TerminalCommand read(String text, String who) throws Rejected {
        JsonNode json;
        try {
            json = STRICT.readTree(text == null ? "" : text);
        } catch (JsonProcessingException broken) {
            String where = broken.getLocation() == null
                    ? ""
                    : " (line " + broken.getLocation().getLineNr() + ", column "
                            + broken.getLocation().getColumnNr() + ")";
            throw rejected(List.of(new Violation("", "this is not valid JSON, or a field stands twice" + where)));
        }
        if (!(json instanceof ObjectNode document)) {
            throw rejected(List.of(new Violation("", "must be an object with `method` and `params`")));
        }
        return new CommandRequest().command(document, who);
    }

    private TerminalCommand command(ObjectNode document, String who) throws Rejected {
        document.fieldNames().forEachRemaining(this::known);
        String method = method(document.get("method"));
        ObjectNode params = params(document.get("params"));
        boolean await = await(document.get("awaitOutcome"));
        Optional<Duration> timeout = timeout(document.get("timeout"));
        if (!violations.isEmpty()) {
            throw rejected(violations);
        }
        TerminalCommand command = TerminalCommand.of(method, params, who).awaitingOutcome(await);
        return timeout.map(command::within).orElse(command);
    }

    private void known(String field) {
        if (!FIELDS.contains(field)) {
            String meant = NearestName.of(field, FIELDS)
                    .map(name -> "; did you mean `" + name + "`?")
                    .orElse("; parameters of the command belong into `params`");
            wrong(Pointer.to("", field), "is not a field of a command" + meant);
        }
    }

    private String method(JsonNode value) {
        if (value == null || !value.isTextual() || value.asText().isBlank()) {
            wrong("/method", "is missing; name the command, such as `getAppState`");
            return "";
        }
        return value.asText();
    }

    private ObjectNode params(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (value != null) {
            wrong("/params", "must be an object, such as `{\"peerId\": \"anna\"}`");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private boolean await(JsonNode value) {
        if (value != null && !value.isBoolean()) {
            wrong("/awaitOutcome", "must be `true` or `false`");
        }
        return value != null && value.asBoolean();
    }

    private Optional<Duration> timeout(JsonNode value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            Duration duration = new DurationConverter().convert(value.asText());
            if (value.isTextual() && duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(LONGEST) <= 0) {
                return Optional.of(duration);
            }
        } catch (RuntimeException noDuration) {
            // said below
        }
        wrong("/timeout", "must be a time of at most two minutes, such as `10s`");
        return Optional.empty();
    }

    private void wrong(String pointer, String detail) {
        violations.add(new Violation(pointer, detail));
    }

    private static Rejected rejected(List<Violation> violations) {
        return new Rejected(Problem.rejected("Nothing was sent to the terminal", violations));
    }
}

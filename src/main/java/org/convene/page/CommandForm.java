package org.convene.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Map;
import org.convene.audit.MaskedParams;
import org.convene.terminal.catalogue.Command;
import org.convene.terminal.catalogue.Parameter;

/**
 * The form for one command, made from what the catalogue knows of it. A field that is left empty is not sent; whether that
 * may be, the catalogue says when the command is sent.
 *
 * @param requires what must be so before, or empty
 * @param followed whether events may tell what becomes of it
 * @param free     whether its parameters are not known, and are written as JSON
 */
@TemplateData
public record CommandForm(
        String method,
        String summary,
        String requires,
        boolean admin,
        boolean followed,
        boolean free,
        String freeText,
        boolean awaits,
        List<Field> fields) {
    /** Before the names of parameters in the form, so that none of them is taken for anything else. */
    static final String PREFIX = "p.";

    static final String FREE = "params";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param kind {@code choice}, {@code number}, {@code secret}, {@code json} or {@code text} */
    @TemplateData
    public record Field(
            String name,
            String label,
            String summary,
            String kind,
            boolean required,
            String value,
            List<Choice> choices) {}

    /** @param value as JSON; empty for none */
    @TemplateData
    public record Choice(String value, String text, boolean chosen) {}

    /** @param filled what was filled in before, by the names of fields */
    static CommandForm of(Command command, Map<String, String> filled) {
        return new CommandForm(
                command.name(),
                command.summary(),
                command.requires().orElse(""),
                command.admin(),
                !command.events().isEmpty(),
                !command.documented(),
                filled.getOrDefault(FREE, ""),
                filled.containsKey("awaitOutcome"),
                command.parameters().stream()
                        .map(parameter -> field(parameter, filled))
                        .toList());
    }

    private static Field field(Parameter parameter, Map<String, String> filled) {
        String kind = kind(parameter);
        String value = filled.getOrDefault(PREFIX + parameter.name(), "");
        return new Field(
                PREFIX + parameter.name(),
                parameter.name(),
                parameter.summary(),
                kind,
                parameter.required(),
                kind.equals("secret") ? "" : value,
                choices(parameter, value));
    }

    private static String kind(Parameter parameter) {
        if (isChoice(parameter)) {
            return "choice";
        }
        if (MaskedParams.isSecret(parameter.name())) {
            return "secret";
        }
        if (parameter.types().isEmpty() || parameter.types().stream().anyMatch(CommandForm::isTree)) {
            return "json";
        }
        boolean number = parameter.types().stream().allMatch(type -> type.equals("integer") || type.equals("number"));
        return number ? "number" : "text";
    }

    /** The bits of a mask may be combined, so it is no choice. */
    private static boolean isChoice(Parameter parameter) {
        return parameter.types().equals(List.of("boolean"))
                || parameter.values().isPresent()
                        && !parameter.values().get().type().equals("bitmask");
    }

    private static boolean isTree(String type) {
        return type.equals("object") || type.equals("array");
    }

    private static List<Choice> choices(Parameter parameter, String value) {
        if (parameter.values().isPresent()) {
            return parameter.values().get().values().stream()
                    .map(known -> choice(known.value().toString(), words(known.word(), known.text()), value))
                    .toList();
        }
        return List.of(choice("true", "true", value), choice("false", "false", value));
    }

    private static String words(String word, String text) {
        return word.isEmpty() || word.equals(text) ? text : word + ": " + text;
    }

    private static Choice choice(String json, String text, String chosen) {
        return new Choice(json, text, json.equals(chosen));
    }

    /** The parameters as the terminal gets them. What cannot be read as it should be is sent to the check as text. */
    static ObjectNode params(Command command, Map<String, String> filled) {
        if (!command.documented()) {
            JsonNode free = json(filled.getOrDefault(FREE, ""));
            return free instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        }
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        for (Parameter parameter : command.parameters()) {
            String text = filled.getOrDefault(PREFIX + parameter.name(), "");
            if (!text.isEmpty()) {
                params.set(parameter.name(), value(parameter, text));
            }
        }
        return params;
    }

    private static JsonNode value(Parameter parameter, String text) {
        boolean plainText = parameter.types().equals(List.of("string")) && !isChoice(parameter);
        JsonNode json = plainText ? TextNode.valueOf(text) : json(text.strip());
        boolean fits = parameter.types().isEmpty()
                || !json.isTextual() && parameter.fits(json)
                || isChoice(parameter) && !json.isMissingNode();
        return fits && !json.isMissingNode() ? json : TextNode.valueOf(text);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return TextNode.valueOf(text);
        }
    }
}

package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.convene.sandbox.stage.Json;

/** What a terminal understands: every documented command, its parameters, and the fields of its reply. */
final class Phrasebook {

    private static final String FILE = "/sandbox/terminal-commands.json";
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    /**
     * @param name interned, so that a log of commands costs little
     * @param reply what it answers where the sandbox does not simulate it; never changed
     */
    record Phrase(String name, List<Param> params, ObjectNode reply, boolean admin) {}

    /** @param values those it may have, as text; empty for any */
    record Param(String name, String type, boolean required, List<String> values) {

        private static final Pattern WRITTEN = Pattern.compile("(\\w+):(\\w+)(\\??)(?:=(.*))?");

        static Param of(String written) {
            Matcher matcher = WRITTEN.matcher(written);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("A parameter is written name:type?=a|b, not " + written);
            }
            String values = matcher.group(4);
            return new Param(
                    matcher.group(1),
                    matcher.group(2),
                    matcher.group(3).isEmpty(),
                    values == null ? List.of() : List.of(values.split("\\|")));
        }

        /** What is wrong with a value, or nothing. Identifiers may be numbers or texts (trueconf-room.md C3). */
        Optional<String> problem(JsonNode value) {
            if (value == null || value.isNull()) {
                return required ? Optional.of(name + " is missing") : Optional.empty();
            }
            if (!isOfType(value)) {
                return Optional.of(name + " has a wrong type");
            }
            return values.isEmpty() || values.contains(value.asText())
                    ? Optional.empty()
                    : Optional.of(name + " has an unknown value");
        }

        private boolean isOfType(JsonNode value) {
            return switch (type) {
                case "text" -> value.isTextual();
                case "whole" -> value.isIntegralNumber();
                case "number" -> value.isNumber();
                case "boolean" -> value.isBoolean();
                case "object" -> value.isObject();
                case "texts" -> value.isArray() && stream(value).allMatch(JsonNode::isTextual);
                case "id" ->
                    value.isIntegralNumber()
                            || value.isTextual() && value.asText().matches("-?\\d{1,18}");
                default -> true;
            };
        }

        private static Stream<JsonNode> stream(JsonNode array) {
            return StreamSupport.stream(array.spliterator(), false);
        }
    }

    private static final class Standard {
        private static final Phrasebook BOOK = read();
    }

    private final Map<String, Phrase> phrases;

    private Phrasebook(Map<String, Phrase> phrases) {
        this.phrases = phrases;
    }

    static Phrasebook standard() {
        return Standard.BOOK;
    }

    Optional<Phrase> find(String method) {
        return Optional.ofNullable(phrases.get(method));
    }

    Iterable<Phrase> all() {
        return phrases.values();
    }

    private static Phrasebook read() {
        try (InputStream file = Phrasebook.class.getResourceAsStream(FILE)) {
            Map<String, Phrase> phrases = new LinkedHashMap<>();
            Json.MAPPER.readTree(file).properties().forEach(entry -> {
                JsonNode written = entry.getValue();
                String name = entry.getKey().intern();
                phrases.put(
                        name,
                        new Phrase(
                                name,
                                params(written.path("params").asText()),
                                written.path("reply") instanceof ObjectNode reply ? reply : NOTHING,
                                written.path("admin").asBoolean()));
            });
            return new Phrasebook(phrases);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Param> params(String written) {
        return written.isEmpty()
                ? List.of()
                : Arrays.stream(written.split(" ")).map(Param::of).toList();
    }
}

package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterResources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the facts from {@code terminal/catalogue.json}, whose shape is that of {@code schemas/terminal-catalogue.schema.json}.
 */
@RegisterResources(globs = "terminal/*.json")
final class CatalogueFile {
    private static final String RESOURCE = "/terminal/catalogue.json";

    final Map<String, Enumeration> enumerations = new LinkedHashMap<>();
    final List<Command> commands = new ArrayList<>();
    final List<Notification> notifications = new ArrayList<>();
    final Map<String, Explanation> replies = new LinkedHashMap<>();
    final Map<String, Explanation> events = new LinkedHashMap<>();

    private final List<Parameter> settings;

    CatalogueFile() {
        JsonNode facts = facts();
        facts.path("enumerations")
                .properties()
                .forEach(each -> enumerations.put(each.getKey(), enumeration(each.getKey(), each.getValue())));
        settings = parameters(facts.path("settings"));
        facts.path("commands").forEach(each -> command(each, true));
        facts.path("undocumented").forEach(each -> command(each, false));
        facts.path("events").forEach(this::event);
    }

    private static JsonNode facts() {
        try (InputStream json = CatalogueFile.class.getResourceAsStream(RESOURCE)) {
            if (json == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the application");
            }
            return new ObjectMapper().readTree(json);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Enumeration enumeration(String name, JsonNode facts) {
        List<Enumeration.Value> values = new ArrayList<>();
        facts.path("values")
                .forEach(value -> values.add(new Enumeration.Value(
                        value.path("value"),
                        value.path("word").asText(),
                        value.path("text").asText())));
        return new Enumeration(
                name,
                facts.path("type").asText(),
                facts.path("open").asBoolean(),
                facts.path("doubtful").asBoolean(),
                List.copyOf(values));
    }

    private void command(JsonNode facts, boolean documented) {
        Command command = new Command(
                facts.path("name").asText(),
                texts(facts.path("aliases")),
                documented ? facts.path("group").asText() : "undocumented",
                facts.path("summary").asText(),
                facts.path("admin").asBoolean(),
                Optional.ofNullable(facts.path("requires").asText(null)),
                parameters(facts.path("params")),
                texts(facts.path("events")),
                texts(facts.path("quirks")),
                documented);
        commands.add(command);
        explain(replies, command.name(), command.aliases(), facts);
    }

    private void event(JsonNode facts) {
        Map<String, String> fields = new LinkedHashMap<>();
        facts.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        Map<String, Enumeration> enumerated = new LinkedHashMap<>();
        facts.path("enumerated")
                .properties()
                .forEach(field -> enumerated.put(
                        field.getKey(), enumerations.get(field.getValue().asText())));
        Notification event = new Notification(
                facts.path("name").asText(),
                texts(facts.path("aliases")),
                facts.path("group").asText(),
                facts.path("summary").asText(),
                facts.path("admin").asBoolean(),
                Collections.unmodifiableMap(fields),
                Map.copyOf(enumerated),
                texts(facts.path("quirks")));
        notifications.add(event);
        explain(events, event.name(), event.aliases(), facts);
    }

    private void explain(Map<String, Explanation> where, String name, List<String> aliases, JsonNode facts) {
        Explanation explanation = new Explanation();
        facts.path("enumerated")
                .properties()
                .forEach(field -> explanation.add(
                        field.getKey(), enumerations.get(field.getValue().asText())));
        if (facts.has("bySetting")) {
            explanation.addSetting(facts.path("bySetting").asText(), settings);
        }
        if (!explanation.isEmpty()) {
            where.put(name, explanation);
            aliases.forEach(alias -> where.put(alias, explanation));
        }
    }

    private List<Parameter> parameters(JsonNode facts) {
        List<Parameter> parameters = new ArrayList<>();
        facts.forEach(each -> parameters.add(parameter(each)));
        return List.copyOf(parameters);
    }

    private Parameter parameter(JsonNode facts) {
        JsonNode type = facts.path("type");
        List<String> types = type.isArray() ? texts(type) : List.of(type.asText());
        JsonNode fields = facts.path("fields");
        JsonNode items = facts.path("items");
        return new Parameter(
                facts.path("name").asText(),
                types.contains("any") ? List.of() : types,
                facts.path("required").asBoolean(),
                facts.path("requiredWhen").properties().stream()
                        .map(when -> new Parameter.When(
                                when.getKey(), when.getValue().asText()))
                        .findFirst(),
                facts.path("secret").asBoolean(),
                Optional.ofNullable(enumerations.get(facts.path("values").asText())),
                items.isObject() ? Optional.of(parameter(items)) : Optional.empty(),
                fields.isTextual() ? settings : parameters(fields),
                facts.path("summary").asText());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}

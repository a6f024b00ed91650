package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convene.document.Problem;
import org.convene.document.Violation;
import org.convene.ops.Rejected;

/**
 * Everything that the vendor's document of the terminals' protocol knows: commands with their parameters, notifications,
 * enumerations and settings. The facts are in {@code terminal/catalogue.json}, whose shape is that of
 * {@code schemas/terminal-catalogue.schema.json}.
 */
@Singleton
public final class Catalogue {
    private static final String RESOURCE = "/terminal/catalogue.json";

    private final Map<String, Enumeration> enumerations = new LinkedHashMap<>();
    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final Map<String, Notification> notifications = new LinkedHashMap<>();
    private final Map<String, Parameter> settings = new LinkedHashMap<>();
    private final Map<String, Explanation> replies = new LinkedHashMap<>();
    private final Map<String, Explanation> events = new LinkedHashMap<>();
    private final Map<String, String> sentences = new LinkedHashMap<>();

    public Catalogue() {
        JsonNode facts = facts();
        facts.path("enumerations")
                .properties()
                .forEach(each -> enumerations.put(each.getKey(), enumeration(each.getKey(), each.getValue())));
        facts.path("commands").forEach(this::command);
        facts.path("undocumented").forEach(this::undocumented);
        facts.path("events").forEach(this::event);
        facts.path("settings").forEach(each -> settings.put(each.path("name").asText(), parameter(each)));
    }

    /** The one of the project. */
    public static Catalogue standard() {
        return new Catalogue();
    }

    private static JsonNode facts() {
        try (InputStream json = Catalogue.class.getResourceAsStream(RESOURCE)) {
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
                        value.path("word").asText().intern(),
                        value.path("text").asText())));
        return new Enumeration(name, facts.path("type").asText(), List.copyOf(values));
    }

    private void command(JsonNode facts) {
        String name = facts.path("name").asText();
        List<Parameter> parameters = new ArrayList<>();
        facts.path("params").forEach(each -> parameters.add(parameter(each)));
        commands.put(
                name,
                new Command(
                        name,
                        facts.path("group").asText(),
                        facts.path("summary").asText(),
                        facts.path("admin").asBoolean(),
                        Optional.ofNullable(facts.path("requires").asText(null)),
                        List.copyOf(parameters),
                        texts(facts.path("events")),
                        true));
        explain(replies, name, facts.path("reply"));
    }

    private void undocumented(JsonNode facts) {
        String name = facts.path("name").asText();
        commands.put(
                name,
                new Command(
                        name,
                        "undocumented",
                        facts.path("summary").asText(),
                        false,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        false));
    }

    private void event(JsonNode facts) {
        String name = facts.path("name").asText();
        notifications.put(
                name,
                new Notification(
                        name,
                        facts.path("group").asText(),
                        facts.path("summary").asText()));
        sentences.put(name, facts.path("summary").asText());
        explain(events, name, facts.path("fields"));
    }

    private void explain(Map<String, Explanation> where, String name, JsonNode fields) {
        List<JsonNode> all = new ArrayList<>();
        fields.forEach(all::add);
        Explanation explanation = Explanation.of(all, enumerations);
        if (!explanation.isEmpty()) {
            where.put(name, explanation);
        }
    }

    private Parameter parameter(JsonNode facts) {
        JsonNode type = facts.path("type");
        List<String> types = type.isArray() ? texts(type) : List.of(type.asText());
        boolean known = types.stream().noneMatch(each -> each.equals("any") || each.equals("unknown"));
        return new Parameter(
                facts.path("name").asText(),
                known ? types : List.of(),
                facts.path("required").asBoolean(),
                Optional.ofNullable(enumerations.get(facts.path("values").asText())),
                facts.path("summary").asText());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    public Collection<Command> commands() {
        return commands.values();
    }

    public Optional<Command> command(String method) {
        return Optional.ofNullable(commands.get(method));
    }

    public Collection<Notification> notifications() {
        return notifications.values();
    }

    public Optional<Notification> notification(String event) {
        return Optional.ofNullable(notifications.get(event));
    }

    public Collection<Enumeration> enumerations() {
        return enumerations.values();
    }

    Optional<Parameter> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    List<String> settings() {
        return List.copyOf(settings.keySet());
    }

    /**
     * Refuses what a terminal would not understand, before anything is sent.
     *
     * @param anyMethod whether methods pass that are not known here
     * @throws Rejected 422, with every violation and where it is in {@code {"method", "params"}}
     */
    public void check(String method, JsonNode params, boolean anyMethod) throws Rejected {
        Command command = commands.get(method);
        if (command == null && !anyMethod) {
            throw rejected(List.of(new Violation(
                    "/method",
                    "is no command of a terminal" + CommandCheck.meant(method, List.copyOf(commands.keySet())))));
        }
        if (command == null || !command.documented()) {
            return;
        }
        List<Violation> violations = new CommandCheck(this).of(command, params);
        if (!violations.isEmpty()) {
            throw rejected(violations);
        }
    }

    private static Rejected rejected(List<Violation> violations) {
        return new Rejected(Problem.unprocessable("Nothing was sent to the terminal", violations));
    }

    /** A copy of the reply, with words beside enumerated numbers in {@code explained}. */
    public ObjectNode explainedReply(String method, ObjectNode reply) {
        return explained(replies.get(method), reply);
    }

    /** The same of an event. */
    public ObjectNode explainedEvent(String name, ObjectNode event) {
        return explained(events.get(name), event);
    }

    private static ObjectNode explained(Explanation explanation, ObjectNode message) {
        ObjectNode copy = message.deepCopy();
        if (explanation != null) {
            explanation.to(copy);
        }
        return copy;
    }

    /** The word for one value, such as {@code conference} for {@code appState} 5. */
    public Optional<String> word(String enumeration, int value) {
        return Optional.ofNullable(enumerations.get(enumeration))
                .flatMap(known -> known.values().stream()
                        .filter(each -> each.value().asInt() == value)
                        .map(Enumeration.Value::word)
                        .findFirst());
    }

    /** What an event means, in a sentence for people: what it says of its cause, where it has one. */
    public String sentence(String name, ObjectNode event) {
        String enumeration =
                switch (name) {
                    case "rejectReceived", "rejectSent" -> "rejectCause";
                    case "login" -> "loginResult";
                    case "stopCalling" -> "stopCallingSide";
                    default -> "";
                };
        JsonNode value = event.path(name.equals("login") ? "result" : name.equals("stopCalling") ? "side" : "cause");
        String summary = sentences.getOrDefault(name, name);
        return Optional.ofNullable(enumerations.get(enumeration))
                .flatMap(known -> known.of(value))
                .map(known -> name.equals("stopCalling") ? summary + " (by: " + known.text() + ")" : known.text())
                .orElse(summary);
    }
}

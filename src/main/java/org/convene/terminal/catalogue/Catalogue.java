package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convene.document.Problem;
import org.convene.document.Violation;
import org.convene.ops.Rejected;

/**
 * Everything that the vendor's document of the terminals' protocol knows: commands with their parameters, notifications and
 * enumerations. It never changes, and any thread may ask it. Read when somebody asks first: a hub without terminals needs none.
 */
@ApplicationScoped
public class Catalogue {
    /** The fields in which an event tells why it came. */
    private static final List<String> CAUSES = List.of("cause", "result", "reason");

    private final CatalogueFile facts = new CatalogueFile();
    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final Map<String, Command> byAnyName = new LinkedHashMap<>();
    private final Map<String, Notification> notifications = new LinkedHashMap<>();
    private final Map<String, Notification> eventsByAnyName = new LinkedHashMap<>();

    public Catalogue() {
        facts.commands.forEach(command -> commands.put(command.name(), command));
        facts.commands.forEach(command -> command.aliases().forEach(alias -> byAnyName.put(alias, command)));
        byAnyName.putAll(commands);
        facts.notifications.forEach(event -> notifications.put(event.name(), event));
        facts.notifications.forEach(event -> event.aliases().forEach(alias -> eventsByAnyName.put(alias, event)));
        eventsByAnyName.putAll(notifications);
    }

    /** The one of the project. */
    public static Catalogue standard() {
        return new Catalogue();
    }

    /** In the order of the vendor's document; at the end those that it does not have. */
    public Collection<Command> commands() {
        return commands.values();
    }

    /** @param method its name, in any spelling that is found on the wire */
    public Optional<Command> command(String method) {
        return Optional.ofNullable(byAnyName.get(method));
    }

    public Collection<Notification> notifications() {
        return notifications.values();
    }

    /** @param event its name, in any spelling that is found on the wire */
    public Optional<Notification> notification(String event) {
        return Optional.ofNullable(eventsByAnyName.get(event));
    }

    /** The vendor's own spelling of an event's name, or the name itself when nobody knows it. */
    public String known(String event) {
        return notification(event).map(Notification::name).orElse(event);
    }

    public Collection<Enumeration> enumerations() {
        return facts.enumerations.values();
    }

    public Optional<Enumeration> enumeration(String name) {
        return Optional.ofNullable(facts.enumerations.get(name));
    }

    /** Refuses what a terminal would not understand, before anything is sent; only known methods pass. */
    public void check(String method, JsonNode params) throws Rejected {
        check(method, params, false);
    }

    /**
     * Refuses what a terminal would not understand, before anything is sent.
     *
     * @param anyMethod whether methods and settings pass that are not known here, such as those of a newer version; what is
     *     known is checked all the same
     * @throws Rejected 422, with every violation and where it is in {@code {"method", "params"}}
     */
    public void check(String method, JsonNode params, boolean anyMethod) throws Rejected {
        Command command = byAnyName.get(method);
        if (command == null && !anyMethod) {
            throw rejected(List.of(new Violation(
                    "/method",
                    "is no command of a terminal"
                            + CommandCheck.meant(method == null ? "" : method, commands.keySet()))));
        }
        if (command == null || !command.documented()) {
            return;
        }
        List<Violation> violations = new CommandCheck(anyMethod).of(command, params);
        if (!violations.isEmpty()) {
            throw rejected(violations);
        }
    }

    private static Rejected rejected(List<Violation> violations) {
        return new Rejected(Problem.unprocessable("Nothing was sent to the terminal", violations));
    }

    /** A copy of the reply, with words beside enumerated numbers in {@code explained}. */
    public ObjectNode explainedReply(String method, ObjectNode reply) {
        return explained(facts.replies.get(method), reply);
    }

    /** The same of an event, which tells its own name. */
    public ObjectNode explainedEvent(ObjectNode event) {
        return explainedEvent(event.path("event").asText(), event);
    }

    /** The same of an event, by the name under which it is known. */
    public ObjectNode explainedEvent(String name, ObjectNode event) {
        return explained(facts.events.get(name), event);
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
        return enumeration(enumeration)
                .flatMap(known -> known.values().stream()
                        .filter(each ->
                                each.value().canConvertToInt() && each.value().asInt() == value)
                        .map(Enumeration.Value::word)
                        .findFirst());
    }

    /** What an event means, for people: what it says of its cause, where it has one. */
    public String sentence(String name, ObjectNode event) {
        String summary = notification(name).map(Notification::summary).orElse(name);
        for (String field : CAUSES) {
            Optional<Enumeration.Value> cause = value(name, field, event);
            if (cause.isPresent()) {
                return cause.get().text();
            }
        }
        return value(name, "side", event)
                .map(side -> summary.replaceFirst("\\.$", "") + " (by: " + side.text() + ")")
                .orElse(summary);
    }

    private Optional<Enumeration.Value> value(String event, String field, ObjectNode body) {
        return notification(event)
                .map(known -> known.enumerated().get(field))
                .flatMap(enumeration -> enumeration.of(body.path(field)));
    }
}

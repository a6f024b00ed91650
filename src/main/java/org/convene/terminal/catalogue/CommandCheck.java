package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.convene.document.NearestName;
import org.convene.document.Pointer;
import org.convene.document.Violation;
import org.convene.document.Violations;
import org.convene.ops.Rejected;

/** What is wrong with the parameters of one command. */
final class CommandCheck {
    private static final String PARAMS = "/params";
    /** Ours on the wire, so no parameters. */
    private static final Set<String> ENVELOPE = Set.of("method", "requestId");

    private final boolean anySetting;
    private final Violations violations = new Violations();

    /** @param anySetting whether fields of parameters pass that are not known here, as newer versions have new settings */
    CommandCheck(boolean anySetting) {
        this.anySetting = anySetting;
    }

    List<Violation> of(Command command, JsonNode params) {
        if (params.isObject()) {
            object(PARAMS, "is no parameter of " + command.name(), command.parameters(), params);
        } else {
            add(PARAMS, "must be an object with the parameters as its fields, but is " + kind(params));
        }
        return violations.kept();
    }

    private void object(String at, String unknown, List<Parameter> known, JsonNode object) {
        // Who wrote "peerID" made one mistake, not two.
        Set<String> meant = new HashSet<>();
        for (Map.Entry<String, JsonNode> given : object.properties()) {
            String name = given.getKey();
            Optional<Parameter> parameter =
                    known.stream().filter(each -> each.name().equals(name)).findFirst();
            if (parameter.isPresent()) {
                value(Pointer.to(at, name), parameter.get(), given.getValue());
            } else if (at.equals(PARAMS) && ENVELOPE.contains(name)) {
                add(Pointer.to(at, name), "is added by the hub");
            } else if (at.equals(PARAMS) || !anySetting) {
                List<String> missing = known.stream()
                        .map(Parameter::name)
                        .filter(each -> !object.has(each))
                        .toList();
                NearestName.of(name, missing).ifPresent(meant::add);
                add(Pointer.to(at, name), unknown + meant(name, missing));
            }
        }
        for (Parameter parameter : known) {
            if (parameter.isRequiredIn(object) && !object.has(parameter.name()) && !meant.contains(parameter.name())) {
                add(Pointer.to(at, parameter.name()), "is missing: " + parameter.summary());
            }
        }
    }

    private void value(String at, Parameter parameter, JsonNode value) {
        if (!parameter.fits(value)) {
            add(at, "must be " + kinds(parameter.types()) + ", but is " + kind(value));
        } else if (!parameter.allows(value)) {
            Enumeration values = parameter.values().orElseThrow();
            List<String> words = values.values().stream()
                    .map(known -> known.value().asText())
                    .toList();
            add(at, "must be one of " + values.listed() + (value.isTextual() ? meant(value.asText(), words) : ""));
        } else if (value.isObject() && !parameter.fields().isEmpty()) {
            object(at, "is no setting of a terminal", parameter.fields(), value);
        } else if (value.isArray()) {
            parameter.items().ifPresent(items -> {
                for (int i = 0; i < value.size(); i++) {
                    value(Pointer.to(at, i), items, value.get(i));
                }
            });
        }
    }

    static String meant(String written, Collection<String> known) {
        return NearestName.of(written, known)
                .map(name -> "; did you mean " + Rejected.quoted(name) + "?")
                .orElse("");
    }

    private static String kinds(List<String> types) {
        return types.stream().map(CommandCheck::kind).collect(Collectors.joining(" or "));
    }

    private static String kind(JsonNode value) {
        return value.isNull()
                ? "null; leave it out"
                : kind(value.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    private static String kind(String type) {
        return switch (type) {
            case "string" -> "text";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> "nothing";
        };
    }

    private void add(String pointer, String detail) {
        violations.add(new Violation(pointer, detail));
    }
}

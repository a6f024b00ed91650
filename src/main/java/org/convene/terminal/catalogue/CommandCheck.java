package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.convene.document.NearestName;
import org.convene.document.Pointer;
import org.convene.document.Violation;
import org.convene.ops.Rejected;

/** What is wrong with the parameters of one command. */
final class CommandCheck {
    private static final String PARAMS = "/params";
    /** Ours on the wire, so no parameters. */
    private static final Set<String> ENVELOPE = Set.of("method", "requestId");

    private final Catalogue catalogue;
    private final List<Violation> violations = new ArrayList<>();

    CommandCheck(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    List<Violation> of(Command command, JsonNode params) {
        params.properties().forEach(given -> given(command, given.getKey(), given.getValue()));
        for (Parameter parameter : command.parameters()) {
            if (parameter.required() && !params.has(parameter.name())) {
                add(Pointer.to(PARAMS, parameter.name()), "is missing: " + parameter.summary());
            }
        }
        return violations;
    }

    private void given(Command command, String name, JsonNode value) {
        String pointer = Pointer.to(PARAMS, name);
        Optional<Parameter> parameter = command.parameter(name);
        if (ENVELOPE.contains(name)) {
            add(pointer, "is added by the hub");
        } else if (parameter.isEmpty()) {
            add(pointer, "is no parameter of " + command.name() + meant(name, names(command)));
        } else {
            value(pointer, parameter.get(), value);
        }
        if (command.name().equals("setSettings") && name.equals("settings")) {
            value.properties().forEach(setting -> setting(pointer, setting.getKey(), setting.getValue()));
        }
    }

    private void setting(String parent, String name, JsonNode value) {
        String pointer = Pointer.to(parent, name);
        Optional<Parameter> known = catalogue.setting(name);
        if (known.isEmpty()) {
            add(pointer, "is no setting of a terminal" + meant(name, catalogue.settings()));
        } else {
            value(pointer, known.get(), value);
        }
    }

    private void value(String pointer, Parameter parameter, JsonNode value) {
        if (!parameter.fits(value)) {
            add(pointer, "must be " + article(String.join(" or ", parameter.types())));
        } else if (!parameter.allows(value)) {
            List<String> allowed = parameter.values().orElseThrow().values().stream()
                    .map(known -> known.value().asText())
                    .toList();
            String meaning = parameter.values().orElseThrow().values().stream()
                    .map(known -> known.value().asText() + " (" + known.word() + ")")
                    .collect(Collectors.joining(", "));
            add(
                    pointer,
                    "must be one of "
                            + (parameter.values().get().isNumbered() ? meaning : String.join(", ", allowed))
                            + (value.isTextual() ? meant(value.asText(), allowed) : ""));
        }
    }

    private static List<String> names(Command command) {
        return command.parameters().stream().map(Parameter::name).toList();
    }

    static String meant(String written, List<String> known) {
        return NearestName.of(written, known)
                .map(name -> "; did you mean " + Rejected.quoted(name) + "?")
                .orElse("");
    }

    private static String article(String type) {
        return ("aeio".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
    }

    private void add(String pointer, String detail) {
        violations.add(new Violation(pointer, detail));
    }
}

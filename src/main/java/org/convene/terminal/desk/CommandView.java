package org.convene.terminal.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.convene.terminal.catalogue.Command;
import org.convene.terminal.catalogue.Parameter;

/** A command of the catalogue, as programs see it. */
final class CommandView {
    private CommandView() {}

    static ObjectNode of(Command command) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("method", command.name())
                .put("group", command.group())
                .put("summary", command.summary())
                .put("admin", command.admin())
                .put("documented", command.documented());
        command.requires().ifPresent(requires -> view.put("requires", requires));
        ArrayNode params = view.putArray("params");
        command.parameters().forEach(parameter -> params.add(of(parameter)));
        ArrayNode events = view.putArray("events");
        command.events().forEach(events::add);
        return view;
    }

    private static ObjectNode of(Parameter parameter) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("name", parameter.name()).put("required", parameter.required()).put("summary", parameter.summary());
        ArrayNode types = view.putArray("types");
        parameter.types().forEach(types::add);
        parameter.values().ifPresent(known -> {
            ArrayNode values = view.putArray("values");
            known.values()
                    .forEach(value -> values.addObject()
                            .put("word", value.word())
                            .put("text", value.text())
                            .set("value", value.value()));
        });
        return view;
    }
}

package org.convene.sandbox.moodle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A form as PHP reads it: {@code events[courseids][0]=7} is a tree, and what comes after the first thousand variables is
 * dropped without a word (its {@code max_input_vars}).
 */
final class Parameters {
    private static final int MOST_VARIABLES = 1000;

    private Parameters() {}

    static ObjectNode read(MultiMap form) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        int count = 0;
        for (Map.Entry<String, String> variable : form) {
            if (++count > MOST_VARIABLES) {
                break;
            }
            put(root, variable.getKey(), variable.getValue());
        }
        return root;
    }

    private static void put(ObjectNode root, String name, String value) {
        String[] path = name.replace("]", "").split("\\[");
        ObjectNode at = root;
        for (int i = 0; i < path.length - 1; i++) {
            at = at.withObject("/" + path[i].replace("~", "~0").replace("/", "~1"));
        }
        at.put(path[path.length - 1], value);
    }

    /** The numbers of a list. */
    static List<Long> numbers(ObjectNode parameters, String... path) {
        JsonNode list = parameters;
        for (String step : path) {
            list = list.path(step);
        }
        List<Long> numbers = new ArrayList<>();
        list.forEach(number -> numbers.add(number.asLong()));
        return numbers;
    }

    static long number(ObjectNode parameters, String name) {
        String text = parameters.path(name).asText("");
        if (!text.matches("-?[0-9]+")) {
            throw Refusal.badParameter();
        }
        return Long.parseLong(text);
    }
}

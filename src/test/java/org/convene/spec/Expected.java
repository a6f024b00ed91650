package org.convene.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How what is expected is compared with what there is: exactly, but for {@code "@any"}, which is any value at all. */
final class Expected {
    static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String ANY = "@any";

    private Expected() {}

    static void compare(String where, JsonNode expected, JsonNode actual, List<String> differences) {
        if (ANY.equals(expected.asText()) && !actual.isMissingNode() && !actual.isNull()) {
            return;
        }
        if (expected.isObject() && actual.isObject()) {
            Set<String> names = new TreeSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                compare(where + "/" + name, expected.path(name), actual.path(name), differences);
            }
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(where + "/" + i, expected.get(i), actual.get(i), differences);
            }
        } else if (!expected.equals(actual)) {
            differences.add(where + ": expected " + shown(expected) + ", but it was " + shown(actual));
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }

    /** JSON where the text is JSON, nothing where it is empty, else the text itself. */
    static JsonNode json(String text) {
        if (text == null || text.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return text(text);
        }
    }

    static JsonNode text(String text) {
        return text == null ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.textNode(text);
    }
}

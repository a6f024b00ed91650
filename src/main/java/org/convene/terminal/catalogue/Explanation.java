package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields of a message are numbers that need a word. Made once for each reply and event, so that most messages cost
 * nothing.
 */
final class Explanation {
    private static final String EXPLAINED = "explained";

    private final Map<String, Enumeration> numbers = new LinkedHashMap<>();
    private final Map<String, Explanation> parts = new LinkedHashMap<>();

    /** @param path such as {@code appState}, {@code abook[].status} or {@code serverInfo.state} */
    void add(String path, Enumeration enumeration) {
        if (!enumeration.isNumbered()) {
            return;
        }
        int end = path.indexOf('.');
        String here = (end < 0 ? path : path.substring(0, end)).replace("[]", "");
        if (end < 0) {
            numbers.put(here, enumeration);
        } else {
            parts.computeIfAbsent(here, part -> new Explanation()).add(path.substring(end + 1), enumeration);
        }
    }

    boolean isEmpty() {
        return numbers.isEmpty() && parts.isEmpty();
    }

    /** Adds {@code explained} to the object and those in it; whatever is not as expected is left alone. */
    void to(JsonNode message) {
        if (message.isArray()) {
            message.forEach(this::to);
        } else if (message instanceof ObjectNode object) {
            explain(object);
        }
    }

    private void explain(ObjectNode object) {
        for (Map.Entry<String, Explanation> part : parts.entrySet()) {
            JsonNode value = object.get(part.getKey());
            if (value != null) {
                part.getValue().to(value);
            }
        }
        ObjectNode words = null;
        for (Map.Entry<String, Enumeration> number : numbers.entrySet()) {
            JsonNode value = object.get(number.getKey());
            String word = value == null
                    ? null
                    : number.getValue().of(value).map(Enumeration.Value::word).orElse(null);
            if (word != null) {
                words = words == null ? object.objectNode() : words;
                words.put(number.getKey(), word);
            }
        }
        if (words != null) {
            object.set(EXPLAINED, words);
        }
    }

    static Explanation of(List<JsonNode> fields, Map<String, Enumeration> enumerations) {
        Explanation explanation = new Explanation();
        for (JsonNode field : fields) {
            Enumeration enumeration = enumerations.get(field.path("values").asText());
            if (enumeration != null) {
                explanation.add(field.path("name").asText(), enumeration);
            }
        }
        return explanation;
    }
}

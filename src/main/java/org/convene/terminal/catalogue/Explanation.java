package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which fields of a message are numbers that need a word. Made once for each reply and event, so that most messages cost
 * nothing; only the paths that lead to such fields are walked.
 */
final class Explanation {
    private static final String EXPLAINED = "explained";

    /** The words of a field by the number as text: some versions send numbers as text. */
    private final Map<String, Map<String, String>> numbers = new LinkedHashMap<>();

    private final Map<String, Explanation> parts = new LinkedHashMap<>();

    /** @param path such as {@code appState}, {@code abook[].status} or {@code serverInfo.state} */
    void add(String path, Enumeration enumeration) {
        if (!enumeration.isNumbered() || enumeration.doubtful()) {
            return;
        }
        int end = path.indexOf('.');
        String here = (end < 0 ? path : path.substring(0, end)).replace("[]", "");
        if (end < 0) {
            numbers.put(here, words(enumeration));
        } else {
            parts.computeIfAbsent(here, part -> new Explanation()).add(path.substring(end + 1), enumeration);
        }
    }

    private static Map<String, String> words(Enumeration enumeration) {
        Map<String, String> words = new HashMap<>();
        enumeration.values().forEach(value -> words.put(value.value().asText(), value.word()));
        return words;
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
        for (Map.Entry<String, Map<String, String>> number : numbers.entrySet()) {
            JsonNode value = object.get(number.getKey());
            String word = value == null || !value.isValueNode()
                    ? null
                    : number.getValue().get(value.asText());
            if (word != null) {
                words = words == null ? object.objectNode() : words;
                words.put(number.getKey(), word);
            }
        }
        if (words != null) {
            object.set(EXPLAINED, words);
        }
    }
}

package org.convene.terminal.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** The words of the field {@link #settingField} by the name of the setting beside it. */
    private final Map<String, Map<String, String>> settings = new HashMap<>();

    private String settingField;

    /** @param path such as {@code appState}, {@code abook[].status} or {@code serverInfo.state} */
    void add(String path, Enumeration enumeration) {
        if (isExplained(enumeration)) {
            at(path).numbers.put(field(path), words(enumeration));
        }
    }

    /** @param path of a value that stands beside the {@code name} of one of the settings */
    void addSetting(String path, List<Parameter> known) {
        Explanation place = at(path);
        place.settingField = field(path);
        known.forEach(setting -> setting.values()
                .filter(Explanation::isExplained)
                .ifPresent(values -> place.settings.put(setting.name(), words(values))));
    }

    private static boolean isExplained(Enumeration enumeration) {
        return enumeration.isNumbered() && !enumeration.doubtful();
    }

    /** The part in which the field at the end of the path is. */
    private Explanation at(String path) {
        int end = path.indexOf('.');
        return end < 0
                ? this
                : parts.computeIfAbsent(path.substring(0, end).replace("[]", ""), part -> new Explanation())
                        .at(path.substring(end + 1));
    }

    private static String field(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static Map<String, String> words(Enumeration enumeration) {
        Map<String, String> words = new HashMap<>();
        enumeration.values().forEach(value -> words.put(value.value().asText(), value.word()));
        return words;
    }

    boolean isEmpty() {
        return numbers.isEmpty() && parts.isEmpty() && settings.isEmpty();
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
        ObjectNode words = object.objectNode();
        numbers.forEach((field, known) -> explain(object, field, known, words));
        if (settingField != null) {
            String setting = object.path("name").asText();
            explain(object, settingField, settings.getOrDefault(setting, Map.of()), words);
        }
        if (!words.isEmpty()) {
            object.set(EXPLAINED, words);
        }
    }

    private static void explain(ObjectNode object, String field, Map<String, String> known, ObjectNode words) {
        JsonNode value = object.get(field);
        String word = value == null || !value.isValueNode() ? null : known.get(value.asText());
        if (word != null) {
            words.put(field, word);
        }
    }
}

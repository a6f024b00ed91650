package org.convene.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts violations where a reader meets them: top to bottom, and what is missing in an object at the object's end. */
final class DocumentOrder {

    private final Map<String, Integer> ends = new HashMap<>();
    private final Map<String, Integer> starts = new HashMap<>();
    private int next;

    private DocumentOrder() {}

    static List<Violation> sorted(List<Violation> violations, JsonNode document) {
        if (violations.size() < 2) {
            return violations;
        }
        DocumentOrder order = new DocumentOrder();
        order.walk(document, "");
        return violations.stream()
                .sorted(Comparator.comparingInt(violation -> order.place(violation.pointer())))
                .toList();
    }

    private void walk(JsonNode node, String pointer) {
        starts.put(pointer, next++);
        if (node.isObject()) {
            node.properties().forEach(field -> walk(field.getValue(), Pointer.to(pointer, field.getKey())));
        } else {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), Pointer.to(pointer, i));
            }
        }
        ends.put(pointer, next++);
    }

    private int place(String pointer) {
        Integer start = starts.get(pointer);
        return start != null ? start : ends.getOrDefault(pointer.substring(0, pointer.lastIndexOf('/')), next);
    }
}

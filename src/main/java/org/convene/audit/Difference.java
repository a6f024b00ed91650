package org.convene.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between two versions of a lesson or a meeting. People are only told of who came, changed or went, by id, name
 * and role; how many there are else is a number.
 */
public record Difference(ObjectNode before, ObjectNode after) {
    private static final String PEOPLE = "participants";
    private static final Set<String> NOT_TOLD = Set.of("updatedAt", "id");

    /** @param before {@code null} when it was not there: then everything is new */
    public static Difference between(JsonNode before, JsonNode after) {
        ObjectNode was = before == null ? null : JsonNodeFactory.instance.objectNode();
        ObjectNode is = JsonNodeFactory.instance.objectNode();
        Set<String> names = new TreeSet<>();
        after.fieldNames().forEachRemaining(names::add);
        if (before != null) {
            before.fieldNames().forEachRemaining(names::add);
        }
        names.removeAll(NOT_TOLD);
        for (String name : names) {
            JsonNode old = before == null ? null : before.get(name);
            JsonNode now = after.get(name);
            if (now != null && now.equals(old)) {
                continue;
            }
            if (name.equals(PEOPLE)) {
                people(old, now, was, is);
            } else {
                put(was, name, old);
                put(is, name, now);
            }
        }
        return new Difference(was, is);
    }

    private static void put(ObjectNode object, String name, JsonNode value) {
        if (object != null && value != null && !value.isNull()) {
            object.set(name, value);
        }
    }

    private static void people(JsonNode old, JsonNode now, ObjectNode was, ObjectNode is) {
        if (was == null) {
            is.put(PEOPLE, now.size());
            return;
        }
        Map<String, JsonNode> before = byId(old);
        Map<String, JsonNode> after = byId(now);
        ArrayNode gone = JsonNodeFactory.instance.arrayNode();
        ArrayNode here = JsonNodeFactory.instance.arrayNode();
        before.forEach((id, person) -> {
            if (!person.equals(after.get(id))) {
                gone.add(told(person));
            }
        });
        after.forEach((id, person) -> {
            if (!person.equals(before.get(id))) {
                here.add(told(person));
            }
        });
        was.set(PEOPLE, gone);
        is.set(PEOPLE, here);
    }

    private static Map<String, JsonNode> byId(JsonNode people) {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        if (people != null) {
            people.forEach(person -> byId.put(person.path("id").asText(), person));
        }
        return byId;
    }

    private static ObjectNode told(JsonNode person) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        for (String name : new String[] {"id", "name", "role"}) {
            if (person.has(name)) {
                told.set(name, person.get(name));
            }
        }
        return told;
    }
}

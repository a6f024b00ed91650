package org.convene.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one kind of object, read from its JSON Schema, so that the schema stays the only place that lists them.
 *
 * @param title what the object is, such as {@code participant}
 * @param fields the fields by name, in the order of the schema
 */
record Shape(String title, Map<String, Field> fields) {

    /**
     * A field of an object.
     *
     * @param schema the field's own schema
     * @param object the shape of the object in the field, or null
     * @param items the shape of the objects in the array in the field, or null
     */
    record Field(JsonNode schema, Shape object, Shape items) {

        /** An example value as JSON, or an empty text for objects and arrays, whose examples are too long to show. */
        String example() {
            JsonNode example = schema.path("examples").path(0);
            return example.isValueNode() ? example.toString() : "";
        }
    }

    /** Reads the shape of an object from its schema. */
    static Shape of(JsonNode schema) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode field = property.getValue();
            Shape object = field.has("properties") ? of(field) : null;
            Shape items = field.path("items").has("properties") ? of(field.path("items")) : null;
            fields.put(property.getKey(), new Field(field, object, items));
        }
        return new Shape(schema.path("title").asText().toLowerCase(Locale.ROOT), fields);
    }

    Set<String> names() {
        return fields.keySet();
    }

    /** A copy of a valid object with the fields in the order of the schema and with the schema's defaults. */
    ObjectNode canonical(JsonNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, Field> entry : fields.entrySet()) {
            Field field = entry.getValue();
            JsonNode value = object.get(entry.getKey());
            if (value == null) {
                value = field.schema().get("default");
            } else if (field.object() != null) {
                value = field.object().canonical(value);
            } else if (field.items() != null) {
                value = canonicalItems(field.items(), value);
            }
            if (value != null) {
                copy.set(entry.getKey(), value);
            }
        }
        return copy;
    }

    private static ArrayNode canonicalItems(Shape shape, JsonNode array) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
        for (JsonNode item : array) {
            copy.add(shape.canonical(item));
        }
        return copy;
    }
}

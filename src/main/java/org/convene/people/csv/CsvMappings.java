package org.convene.people.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.convene.people.reading.Mapping;

/**
 * What the columns of a file mean.
 *
 * @param headers from the list of all names, in lower case, to {@code {name: field}} of those that are known
 * @param rows    from {@code {row: {field: text}, today}} to a person, or {@code {left: key}}
 */
record CsvMappings(Mapping headers, Mapping rows) {

    /** @throws BrokenFile no column has a name that is known */
    Map<String, String> fields(List<String> header) throws BrokenFile {
        JsonNode mapped = headers.map(array(header));
        Map<String, String> fields = new LinkedHashMap<>();
        header.forEach(name -> {
            String field = mapped.path(name).asText("");
            boolean free = !field.isEmpty() && !fields.containsValue(field) && !header.contains(field);
            if (free || field.equals(name)) {
                fields.put(name, field);
            }
        });
        if (fields.isEmpty()) {
            throw new BrokenFile("no column has a name that is known: " + String.join(", ", header));
        }
        return fields;
    }

    JsonNode person(ObjectNode row, LocalDate today) {
        ObjectNode in = JsonNodeFactory.instance.objectNode();
        in.set("row", row);
        in.put("today", today.toString());
        JsonNode out = rows.map(in);
        if (out == null || !out.isObject()) {
            throw new IllegalArgumentException("the mapping of rows gave no object");
        }
        return out;
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}

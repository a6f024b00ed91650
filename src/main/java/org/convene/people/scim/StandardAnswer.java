package org.convene.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Answers without what the library adds to the standard: some clients stumble over what they do not know. */
final class StandardAnswer {
    private static final String LIBRARYS_OWN = "urn:gold:";
    private static final String PATCH = "patch";
    private static final String SUPPORTED = "supported";
    private static final String STATUS = "status";

    private StandardAnswer() {}

    /** A copy, where there is anything to take out: parts of answers are the library's own settings. */
    static JsonNode of(ObjectNode answer) {
        if (answer.path(PATCH).has(SUPPORTED)) {
            ObjectNode config = answer.deepCopy();
            config.set(PATCH, JsonNodeFactory.instance.objectNode().set(SUPPORTED, answer.at("/patch/supported")));
            return config;
        }
        if (answer.has("Operations")) {
            return bulk(answer.deepCopy());
        }
        boolean isAboutTypes = answer.has("schemaExtensions")
                || answer.at("/Resources/0/meta/resourceType").asText().equals("ResourceType");
        return isAboutTypes ? standard(answer) : answer;
    }

    /** The status of each operation is a text (RFC 7644, 3.7.3). */
    private static ObjectNode bulk(ObjectNode answer) {
        for (JsonNode operation : answer.path("Operations")) {
            if (operation instanceof ObjectNode object && object.path(STATUS).isNumber()) {
                object.put(STATUS, object.path(STATUS).asText());
            }
        }
        return answer;
    }

    private static JsonNode standard(JsonNode told) {
        if (told.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            told.forEach(one -> {
                if (!one.asText().startsWith(LIBRARYS_OWN)) {
                    array.add(standard(one));
                }
            });
            return array;
        }
        if (told.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : told.properties()) {
                if (!field.getKey().startsWith(LIBRARYS_OWN)) {
                    object.set(field.getKey(), standard(field.getValue()));
                }
            }
            return object;
        }
        return told;
    }
}

package org.convene.document;

import static org.convene.document.Samples.CHECK;
import static org.convene.document.Samples.accepted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keeps the contract of the API in step with the lesson's schema and with itself. */
class OpenApiTest {
    private final JsonNode api =
            new YAMLMapper().readTree(Path.of("src/main/openapi/openapi.yaml").toFile());

    OpenApiTest() throws IOException {}

    @Test
    void theLessonOfTheApiIsTheLessonOfTheSchema() {
        ObjectNode schema = (ObjectNode) Samples.read(Path.of("src/main/schemas/lesson.schema.json"));
        schema.remove(List.of("$schema", "$id"));
        assertEquals(withoutExamples(schema), withoutExamples(resolved(api.at("/components/schemas/Lesson"))));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (String reference : api.findValuesAsText("$ref")) {
            assertFalse(api.at(reference.substring(1)).isMissingNode(), reference);
        }
    }

    @Test
    void everyLessonInTheExamplesIsAccepted() {
        for (String request : List.of("/paths/~1lessons~1{id}/put", "/paths/~1lessons/post")) {
            JsonNode examples = api.at(request + "/requestBody/content/application~1json/examples");
            for (JsonNode example : examples) {
                JsonNode value = example.get("value");
                (value.isArray() ? value : List.of(value)).forEach(lesson -> accepted(CHECK.check(lesson)));
            }
        }
    }

    @Test
    void everyExampleFitsItsSchema() {
        int checked = 0;
        for (JsonNode content : api.findValues("content")) {
            for (JsonNode media : content) {
                for (JsonNode example : media.path("examples")) {
                    assertEquals(Set.of(), schema(media.get("schema")).validate(example.get("value")), media::toString);
                    checked++;
                }
            }
        }
        for (JsonNode schema : api.at("/components/schemas")) {
            for (JsonNode example : schema.path("examples")) {
                assertEquals(Set.of(), schema(schema).validate(example), schema::toString);
                checked++;
            }
        }
        assertFalse(checked < 20, "only " + checked + " examples");
    }

    private JsonSchema schema(JsonNode schema) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(resolved(schema));
    }

    /** A copy with every reference replaced by what it refers to; no schema of the API refers to itself. */
    private JsonNode resolved(JsonNode node) {
        if (node.has("$ref")) {
            return resolved(api.at(node.get("$ref").asText().substring(1)));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Samples.MAPPER.createArrayNode();
            array.forEach(item -> copy.add(resolved(item)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = Samples.MAPPER.createObjectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), resolved(field.getValue())));
            return copy;
        }
        return node;
    }

    private static JsonNode withoutExamples(JsonNode node) {
        new ArrayList<>(node.findParents("examples")).forEach(parent -> ((ObjectNode) parent).remove("examples"));
        return node;
    }
}

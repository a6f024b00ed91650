package org.convene.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LessonSchemaTest {

    private final JsonNode schema = Samples.read(Path.of("src/main/schemas/lesson.schema.json"));

    @Test
    void everyFieldIsDescribedWithAnExampleThatFits() {
        described(schema, "");
    }

    @Test
    void everySampleFitsTheSchemaInAnyValidator() {
        var validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        assertEquals(Set.of(), validator.validate(Samples.lesson()));
        Samples.read(Path.of("samples/lessons.json"))
                .forEach(lesson -> assertEquals(Set.of(), validator.validate(lesson)));
    }

    private static void described(JsonNode field, String pointer) {
        assertFalse(field.path("title").asText().isBlank(), pointer + " has no title");
        assertTrue(field.path("description").asText().endsWith("."), pointer + " is not described in a sentence");
        assertTrue(field.has("examples"), pointer + " has no example");
        var validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(field);
        field.get("examples").forEach(example -> assertEquals(Set.of(), validator.validate(example), pointer));
        if (field.path("type").asText().equals("object")) {
            assertTrue(field.path("additionalProperties").isBoolean(), pointer + " lets unknown fields in");
            assertFalse(field.path("additionalProperties").asBoolean(), pointer + " lets unknown fields in");
        }
        field.path("properties").properties().forEach(p -> described(p.getValue(), Pointer.to(pointer, p.getKey())));
        if (field.has("items")) {
            described(field.get("items"), pointer + "/*");
        }
    }
}

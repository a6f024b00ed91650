package org.convene.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import io.quarkus.runtime.annotations.RegisterResourceBundle;
import io.quarkus.runtime.annotations.RegisterResources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A JSON Schema of {@code src/main/schemas} (draft 2020-12), compiled once. */
@RegisterResources(globs = "schemas/*.json")
@RegisterResourceBundle(bundleName = "jsv-messages")
final class DocumentSchema {

    private final JsonSchema schema;
    private final Shape shape;

    /** @param resource such as {@code /schemas/lesson.schema.json} */
    DocumentSchema(String resource) {
        JsonNode document = load(resource);
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ROOT)
                // Formats are checked in code, where the message can say what to write instead.
                .formatAssertionsEnabled(false)
                .regularExpressionFactory(DocumentSchema::pattern)
                .build();
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document, config);
        schema.initializeValidators();
        shape = Shape.of(document);
    }

    /** Everything in the document that breaks the schema. */
    Set<ValidationMessage> violations(JsonNode document) {
        return schema.validate(document);
    }

    /** The fields of such a document. */
    Shape shape() {
        return shape;
    }

    /**
     * A pattern of JSON Schema is one of ECMA-262, where {@code $} is the very end. In Java it also stands before a last
     * line break, which would let {@code "id\n"} through.
     */
    private static RegularExpression pattern(String ecma) {
        Pattern pattern = Pattern.compile(ecma.endsWith("$") ? ecma.substring(0, ecma.length() - 1) + "\\z" : ecma);
        return text -> pattern.matcher(text).find();
    }

    private static JsonNode load(String resourceName) {
        try (InputStream resource = DocumentSchema.class.getResourceAsStream(resourceName)) {
            if (resource == null) {
                throw new IllegalStateException(resourceName + " is missing from the application");
            }
            return new ObjectMapper().readTree(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package org.convene.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.stream.Collectors;

/** Decides whether what a source says of a person is in order ({@code schemas/person.schema.json}). */
@ApplicationScoped
public class PersonCheck {
    private final DocumentSchema schema = new DocumentSchema("/schemas/person.schema.json");
    private final SchemaWords words = new SchemaWords(schema.shape());

    /**
     * The canonical form of a person: fields in the order of the schema, defaults filled in.
     *
     * @throws IllegalArgumentException naming each field that must be corrected
     */
    public ObjectNode canonical(JsonNode person) {
        if (!person.isObject()) {
            throw new IllegalArgumentException("a person is an object, but this is " + SchemaWords.kind(person));
        }
        Collection<Violation> violations = words.translate(schema.violations(person));
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(violations.stream()
                    .map(violation -> violation.pointer().substring(1) + " " + violation.detail())
                    .collect(Collectors.joining("; ")));
        }
        return schema.shape().canonical(person);
    }
}

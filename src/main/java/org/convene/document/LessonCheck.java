package org.convene.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Decides whether a lesson document is in order: the JSON Schema in {@code src/main/schemas}, and what a schema cannot
 * say. Out comes either the canonical document or everything that must be corrected, in plain words.
 */
@ApplicationScoped
public class LessonCheck {

    static final String SCHEMA = "/schemas/lesson.schema.json";

    private final DocumentSchema schema;
    private final SchemaWords words;

    public LessonCheck() {
        schema = new DocumentSchema(SCHEMA);
        words = new SchemaWords(schema.shape());
    }

    /** Checks a document that carries its own id. The document is not changed. */
    public CheckResult check(JsonNode document) {
        Violations violations = new Violations();
        return result(check(document, "", violations), violations);
    }

    /** Checks a document that was sent to the address of the lesson {@code id}: its own id may be left out. */
    public CheckResult check(JsonNode document, String id) {
        if (!(document instanceof ObjectNode object)) {
            return check(document);
        }
        if (!object.has("id")) {
            ObjectNode complete = JsonNodeFactory.instance.objectNode().put("id", id);
            complete.setAll(object);
            return check(complete);
        }
        CheckResult result = check(document);
        boolean same = id.equals(object.get("id").textValue());
        return same || !object.get("id").isTextual() ? result : otherId(result);
    }

    /** Checks a document as it came over the wire, in UTF-8. */
    public CheckResult check(byte[] json) {
        return parsed(json, this::check);
    }

    /** Checks a document as it came over the wire, sent to the address of the lesson {@code id}. */
    public CheckResult check(byte[] json, String id) {
        return parsed(json, document -> check(document, id));
    }

    /** Checks the document that {@code within} finds in what came over the wire. */
    public CheckResult check(byte[] json, UnaryOperator<JsonNode> within) {
        return parsed(json, sent -> check(within.apply(sent)));
    }

    /**
     * Checks one document of several.
     *
     * @param at the pointer to the document in what was sent
     * @param into takes the violations, in the order of the document
     * @return the canonical document when there was none
     */
    Optional<ObjectNode> check(JsonNode document, String at, Violations into) {
        if (!document.isObject()) {
            into.add(new Violation(
                    at, "a lesson is an object in curly brackets, but this is " + SchemaWords.kind(document)));
            return Optional.empty();
        }
        List<Violation> found = new ArrayList<>(words.translate(schema.violations(document)));
        LessonRules.check(document, found);
        if (found.isEmpty()) {
            return Optional.of(schema.shape().canonical(document));
        }
        for (Violation violation : DocumentOrder.sorted(found, document)) {
            into.add(new Violation(at + violation.pointer(), violation.detail()));
        }
        return Optional.empty();
    }

    private static CheckResult parsed(byte[] json, Function<JsonNode, CheckResult> check) {
        try (JsonParser parser = StrictJson.MAPPER.createParser(json)) {
            try {
                JsonNode document = StrictJson.MAPPER.readTree(parser);
                if (document == null) {
                    return rejected(new Violation("", "the body is empty; send the lesson as a JSON object"));
                }
                if (parser.nextToken() != null) {
                    return rejected(
                            new Violation("", "something follows after the end of the lesson; send one object"));
                }
                return check.apply(document);
            } catch (JsonProcessingException | CharConversionException malformed) {
                return rejected(StrictJson.explain(parser, malformed));
            }
        } catch (CharConversionException malformed) {
            return rejected(new Violation("", "the text is not encoded in UTF-8"));
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array of bytes could not be read", impossible);
        }
    }

    private static CheckResult otherId(CheckResult result) {
        Violations all = new Violations();
        all.add(new Violation("/id", "is not the id in the address; send the same id, or leave it out"));
        if (result instanceof CheckResult.Rejected rejected) {
            rejected.violations().forEach(all::add);
            return new CheckResult.Rejected(all.kept(), rejected.total() + 1);
        }
        return result(Optional.empty(), all);
    }

    private static CheckResult rejected(Violation violation) {
        return new CheckResult.Rejected(List.of(violation), 1);
    }

    private static CheckResult result(Optional<ObjectNode> lesson, Violations violations) {
        return lesson.<CheckResult>map(CheckResult.Accepted::new)
                .orElseGet(() -> new CheckResult.Rejected(violations.kept(), violations.total()));
    }
}

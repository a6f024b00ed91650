package org.convene.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The lesson that the tests start from, and shorthand to check it. */
final class Samples {

    static final ObjectMapper MAPPER = new ObjectMapper();
    static final LessonCheck CHECK = new LessonCheck();

    private Samples() {}

    /** The lesson of {@code samples/lesson.json}, a fresh copy each time. */
    static ObjectNode lesson() {
        return (ObjectNode) read(Path.of("samples/lesson.json"));
    }

    static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static CheckResult check(String json) {
        return CHECK.check(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** The only violation of a document that must have exactly one. */
    static Violation onlyViolation(CheckResult result) {
        if (result instanceof CheckResult.Rejected rejected && rejected.total() == 1) {
            return rejected.violations().get(0);
        }
        throw new AssertionError("expected one violation, but was " + result);
    }

    static ObjectNode accepted(CheckResult result) {
        if (result instanceof CheckResult.Accepted accepted) {
            return accepted.lesson();
        }
        throw new AssertionError("expected an accepted lesson, but was " + result);
    }
}

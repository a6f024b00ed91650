package org.convene.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of a lesson that compare values or read them, which a schema cannot say. */
final class LessonRules {

    private LessonRules() {}

    /** Adds what is wrong; skips values of the wrong type, which the schema has already refused. */
    static void check(JsonNode lesson, List<Violation> violations) {
        OffsetDateTime start = time(lesson, "startsAt", violations);
        OffsetDateTime end = time(lesson, "endsAt", violations);
        time(lesson, "updatedAt", violations);
        if (start != null && end != null) {
            order(start, end, violations);
        }
        participants(lesson.path("participants"), violations);
        address(lesson.path("settings").path("redirectUrl"), violations);
    }

    private static OffsetDateTime time(JsonNode lesson, String field, List<Violation> violations) {
        JsonNode value = lesson.path(field);
        if (!value.isTextual()) {
            return null;
        }
        OffsetTime result = OffsetTime.read(value.textValue());
        if (result instanceof OffsetTime.Unreadable unreadable) {
            violations.add(new Violation(Pointer.to("", field), unreadable.why()));
            return null;
        }
        return ((OffsetTime.Read) result).time();
    }

    private static void order(OffsetDateTime start, OffsetDateTime end, List<Violation> violations) {
        if (!end.isAfter(start)) {
            violations.add(new Violation("/endsAt", "must be after `startsAt`"));
        }
    }

    private static void participants(JsonNode participants, List<Violation> violations) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; participants.isArray() && i < participants.size(); i++) {
            JsonNode id = participants.get(i).path("id");
            Integer first = id.isTextual() ? seen.putIfAbsent(id.textValue(), i) : null;
            if (first != null) {
                violations.add(new Violation(
                        "/participants/" + i + "/id",
                        "is the same as `/participants/" + first + "/id`; every participant needs an id of their own"));
            }
        }
    }

    private static void address(JsonNode address, List<Violation> violations) {
        if (!address.isTextual() || !address.textValue().matches("(?i)https?://.*")) {
            return;
        }
        try {
            // The authority, not the host: Java knows no host with an underscore or in Cyrillic letters.
            if (new URI(address.textValue()).getRawAuthority() != null) {
                return;
            }
        } catch (URISyntaxException malformed) {
            // said below; the exception's own words would repeat the address
        }
        violations.add(new Violation(
                "/settings/redirectUrl",
                "is not a valid address; write it like https://lms.school.example/course, with special characters"
                        + " percent-encoded"));
    }
}

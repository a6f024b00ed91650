package org.convene.attendance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lessons of 45 minutes, and what is reported of them. Times are minutes after the planned start. */
public final class Reports {
    public static final Instant START = Instant.parse("2026-11-20T06:00:00Z");
    static final int LENGTH = 45;
    static final Instant AFTERWARDS = START.plus(Duration.ofDays(1));
    static final AttendanceRules RULES = rules(new AttendanceRules.AtLeast(Duration.ofMinutes(1), null));

    private Reports() {}

    static AttendanceRules rules(AttendanceRules.AtLeast presentAtLeast) {
        Duration five = Duration.ofMinutes(5);
        Duration half = Duration.ofMinutes(30);
        return new AttendanceRules(five, five, presentAtLeast, half, half);
    }

    static AttendanceRules rules(String percent) {
        return rules(new AttendanceRules.AtLeast(null, new BigDecimal(percent)));
    }

    /** A lesson of Anna (t-1), Ivan (s-1) and two who are both called Maria Orlova (s-2, s-3). */
    public static ObjectNode lesson(String id) {
        ObjectNode lesson = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("title", "Algebra, 7B")
                .put("type", "lesson")
                .put("recording", false)
                .put("startsAt", "2026-11-20T09:00:00+03:00")
                .put("endsAt", "2026-11-20T09:45:00+03:00");
        lesson.putObject("course").put("id", "algebra").put("name", "Algebra");
        lesson.putObject("group").put("id", "7b").put("name", "7B");
        ArrayNode people = lesson.putArray("participants");
        person(people, "t-1", "Anna Petrova", "teacher").put("email", "a.petrova@school.example");
        person(people, "s-1", "Ivan Ivanov", "student").put("email", "i@school.example");
        person(people, "s-2", "Maria Orlova", "student");
        person(people, "s-3", "Maria Orlova", "student");
        return lesson;
    }

    private static ObjectNode person(ArrayNode people, String id, String name, String role) {
        return people.addObject().put("id", id).put("name", name).put("role", role);
    }

    /** A finished call over the whole lesson, with these rows. */
    public static ObjectNode call(JsonNode... rows) {
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        ObjectNode call = seen.putObject("calls")
                .putObject("c-1")
                .put("startedAt", at(-20).toString())
                .put("finishedAt", at(LENGTH + 20).toString())
                .put("active", false)
                .put("breakout", false);
        call.putArray("presence").addAll(List.of(rows));
        return seen;
    }

    public static ObjectNode row(String externalUserId, String email, String name, double from, double to) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("externalUserId", externalUserId)
                .put("email", email)
                .put("name", name)
                .put("role", "user")
                .put("joinedAt", at(from).toString())
                .put("leftAt", at(to).toString());
    }

    static ObjectNode ivan(double from, double to) {
        return row("s-1", null, "Ivan", from, to);
    }

    public static Instant at(double minutes) {
        return START.plusMillis(Math.round(minutes * 60_000));
    }

    static AttendanceSheet sheet(JsonNode... rows) {
        return sheet(call(rows), RULES, AFTERWARDS, Acquaintances.NONE);
    }

    static AttendanceSheet sheet(JsonNode seen, AttendanceRules rules, Instant now) {
        return sheet(seen, rules, now, Acquaintances.NONE);
    }

    static AttendanceSheet sheet(JsonNode seen, AttendanceRules rules, Instant now, Acquaintances acquaintances) {
        try {
            return AttendanceSheet.of(lesson("alg"), false, seen, rules, now, acquaintances);
        } catch (SQLException noDatabaseHere) {
            throw new AssertionError(noDatabaseHere);
        }
    }

    static Attendee of(AttendanceSheet sheet, String id) {
        return sheet.people().stream()
                .filter(person -> id.equals(person.id()) && person.status() != Status.GUEST)
                .findFirst()
                .orElseThrow();
    }

    static List<Attendee> guests(AttendanceSheet sheet) {
        return sheet.people().stream()
                .filter(person -> person.status() == Status.GUEST)
                .toList();
    }
}

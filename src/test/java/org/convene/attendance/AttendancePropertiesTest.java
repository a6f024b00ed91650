package org.convene.attendance;

import static org.convene.attendance.Reports.ivan;
import static org.convene.attendance.Reports.sheet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every report. */
class AttendancePropertiesTest {
    private static final String[] NAMES = {"Ivan Ivanov", "ivanov  IVAN", "Maria Orlova", "Nobody", null};
    private static final String[] IDS = {"t-1", "s-1", "s-2", "s-9", null};
    private static final String[] EMAILS = {"I@school.example", "a.petrova@school.example", "x@x.example", null};

    /** Anybody at any time, also far outside of the lesson. */
    @Provide
    Arbitrary<List<ObjectNode>> rows() {
        Arbitrary<ObjectNode> row = Combinators.combine(
                        Arbitraries.of(IDS).injectNull(0),
                        Arbitraries.of(EMAILS),
                        Arbitraries.of(NAMES),
                        Arbitraries.doubles().between(-100, 120).ofScale(2),
                        Arbitraries.doubles().between(0, 60).ofScale(2))
                .as((id, email, name, from, length) -> Reports.row(id, email, name, from, from + length));
        return row.list().ofMaxSize(12);
    }

    private static AttendanceSheet of(List<? extends JsonNode> rows) {
        return sheet(rows.toArray(JsonNode[]::new));
    }

    @Property(tries = 500)
    void cutDoubledAndShuffledTheReportGivesTheSameSheet(@ForAll("rows") List<ObjectNode> rows, @ForAll Random random) {
        List<ObjectNode> other = new ArrayList<>();
        for (ObjectNode row : rows) {
            other.addAll(cut(row, random, 3));
            if (random.nextBoolean()) {
                other.add(row);
            }
        }
        Collections.shuffle(other, random);
        assertEquals(of(rows).people(), of(other).people());
    }

    private static List<ObjectNode> cut(ObjectNode row, Random random, int deep) {
        Instant from = Instant.parse(row.path("joinedAt").asText());
        Instant to = Instant.parse(row.path("leftAt").asText());
        if (deep == 0 || random.nextBoolean()) {
            return List.of(row);
        }
        long length = Duration.between(from, to).toMillis();
        Instant middle = from.plusMillis((long) (random.nextDouble() * length));
        List<ObjectNode> parts = new ArrayList<>();
        parts.addAll(cut(row.deepCopy().put("leftAt", middle.toString()), random, deep - 1));
        parts.addAll(cut(row.deepCopy().put("joinedAt", middle.toString()), random, deep - 1));
        return parts;
    }

    @Property(tries = 500)
    void comingInOnceMoreNeverLowersAnything(
            @ForAll("rows") List<ObjectNode> rows, @ForAll("rows") List<ObjectNode> more) {
        List<ObjectNode> all = new ArrayList<>(rows);
        all.addAll(more);
        AttendanceSheet before = of(rows);
        AttendanceSheet after = of(all);
        for (String id : List.of("t-1", "s-1", "s-2", "s-3")) {
            Attendee then = Reports.of(before, id);
            Attendee now = Reports.of(after, id);
            assertTrue(now.minutes() >= then.minutes() && now.totalMinutes() >= then.totalMinutes(), id);
            assertTrue(then.status() == Status.ABSENT || now.status() != Status.ABSENT, id);
            assertTrue(
                    then.status().isLate()
                            || then.status() == Status.ABSENT
                            || !now.status().isLate(),
                    id);
        }
    }

    @Property(tries = 500)
    void nobodyIsThereLongerThanTheLesson(@ForAll("rows") List<ObjectNode> rows) {
        for (Attendee person : of(rows).people()) {
            assertTrue(person.minutes() <= Reports.LENGTH);
            assertTrue(person.minutes() <= person.totalMinutes());
            assertTrue(person.totalMinutes() <= Reports.LENGTH + 60);
        }
    }

    @Property(tries = 300)
    void everybodyOnTheRosterIsThereOnceInItsOrder(@ForAll("rows") List<ObjectNode> rows) {
        List<String> expected = of(rows).people().stream()
                .filter(person -> person.status() != Status.GUEST)
                .map(Attendee::id)
                .toList();
        assertEquals(List.of("t-1", "s-1", "s-2", "s-3"), expected);
    }

    @Property(tries = 300)
    void garbageChangesNothing(@ForAll("rows") List<ObjectNode> rows, @ForAll("garbage") List<ObjectNode> garbage) {
        List<ObjectNode> all = new ArrayList<>(garbage);
        all.addAll(rows);
        AttendanceSheet sheet = of(all);
        assertEquals(of(rows).people(), sheet.people());
        assertEquals(garbage.size(), sheet.unusable());
    }

    @Provide
    Arbitrary<List<ObjectNode>> garbage() {
        return Arbitraries.of(
                        ivan(10, 20).put("joinedAt", "yesterday"),
                        ivan(10, 20).put("joinedAt", 17),
                        ivan(10, 20).putNull("joinedAt"),
                        ivan(10, 20).without("joinedAt"),
                        ivan(10, 20).put("leftAt", ""),
                        ivan(20, 10),
                        ivan(10, 20).put("joinedAt", "2026-02-30T00:00:00Z"))
                .map(node -> (ObjectNode) node)
                .list()
                .ofMaxSize(5);
    }
}

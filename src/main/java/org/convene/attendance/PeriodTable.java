package org.convene.attendance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** People and lessons: what everybody on a roster attended over a period. Guests are on the sheets of their lessons. */
record PeriodTable(List<AttendanceSheet> lessons, List<Member> people) {
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ENGLISH);

    /** Somebody who was on the roster of one lesson at least, by the id of the lesson. */
    record Member(String id, String name, Map<String, Attendee> attended) {
        long count(Status... any) {
            return attended.values().stream()
                    .filter(at -> List.of(any).contains(at.status()))
                    .count();
        }

        long late() {
            return count(Status.LATE, Status.LATE_AND_LEFT_EARLY);
        }

        long leftEarly() {
            return count(Status.LEFT_EARLY, Status.LATE_AND_LEFT_EARLY);
        }

        long absent() {
            return count(Status.ABSENT);
        }

        long unknown() {
            return count(Status.UNKNOWN);
        }

        long seen() {
            return attended.size() - absent() - unknown();
        }

        long minutes() {
            return attended.values().stream().mapToLong(Attendee::minutes).sum();
        }
    }

    /** @param lessons in the order of their start; the last one says what somebody is called */
    static PeriodTable of(List<AttendanceSheet> lessons) {
        Map<String, String> names = new HashMap<>();
        Map<String, Map<String, Attendee>> attended = new HashMap<>();
        for (AttendanceSheet lesson : lessons) {
            for (Attendee person : lesson.people()) {
                if (person.status() != Status.GUEST) {
                    names.put(person.id(), person.name());
                    attended.computeIfAbsent(person.id(), any -> new HashMap<>())
                            .put(lesson.id(), person);
                }
            }
        }
        List<Member> people = new ArrayList<>();
        names.forEach((id, name) -> people.add(new Member(id, name, attended.get(id))));
        people.sort(Comparator.comparing(Member::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Member::id));
        return new PeriodTable(lessons, people);
    }

    ObjectNode json() {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ArrayNode columns = view.putArray("lessons");
        for (AttendanceSheet lesson : lessons) {
            columns.add(SheetViews.lesson(lesson)
                    .put("complete", lesson.complete())
                    .put("plannedMinutes", lesson.plannedMinutes()));
        }
        ArrayNode rows = view.putArray("people");
        for (Member person : people) {
            ObjectNode row = rows.addObject().put("id", person.id()).put("name", person.name());
            row.put("minutes", person.minutes())
                    .put("expected", person.attended().size())
                    .put("seen", person.seen())
                    .put("late", person.late())
                    .put("leftEarly", person.leftEarly())
                    .put("absent", person.absent())
                    .put("unknown", person.unknown());
            ObjectNode cells = row.putObject("lessons");
            for (AttendanceSheet lesson : lessons) {
                Attendee at = person.attended().get(lesson.id());
                if (at != null) {
                    cells.putObject(lesson.id())
                            .put("status", at.status().word())
                            .put("minutes", at.minutes());
                }
            }
        }
        return view;
    }

    /** Two columns for each lesson, its status and its minutes; empty for who was not on its roster. */
    Table table() {
        Table table = new Table(
                "Attendance", "id", "name", "minutes", "expected", "seen", "late", "leftEarly", "absent", "unknown");
        for (AttendanceSheet lesson : lessons) {
            OffsetDateTime start = lesson.local(lesson.planned().from());
            String what =
                    START.format(start) + " " + lesson.lesson().path("title").asText();
            table.header().add(what);
            table.header().add(what + ", minutes");
            table.fact(what, lesson.complete() ? lesson.id() : lesson.id() + ", not complete: " + lesson.why());
        }
        for (Member person : people) {
            List<Object> row = new ArrayList<>(List.of(
                    person.id(),
                    person.name(),
                    person.minutes(),
                    person.attended().size(),
                    person.seen(),
                    person.late(),
                    person.leftEarly(),
                    person.absent(),
                    person.unknown()));
            for (AttendanceSheet lesson : lessons) {
                Attendee at = person.attended().get(lesson.id());
                row.add(at == null ? null : at.status().word());
                row.add(at == null ? null : at.minutes());
            }
            table.rows().add(row);
        }
        return table;
    }
}

package org.convene.attendance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** The attendance of one lesson, as the API shows it. */
final class SheetViews {
    private SheetViews() {}

    static ObjectNode json(AttendanceSheet sheet) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.set("lesson", lesson(sheet));
        view.put("complete", sheet.complete());
        if (!sheet.complete()) {
            view.put("why", sheet.why());
        }
        view.put("plannedMinutes", sheet.plannedMinutes());
        view.putObject("rules")
                .put("lateAfter", sheet.rules().lateAfter().toString())
                .put("earlyBefore", sheet.rules().earlyBefore().toString())
                .put("presentAtLeast", sheet.rules().presentAtLeast().toString())
                .put("windowBefore", sheet.rules().before().toString())
                .put("windowAfter", sheet.rules().after().toString());
        view.put("unusableRows", sheet.unusable());
        ArrayNode people = view.putArray("people");
        sheet.people().forEach(person -> people.add(person(sheet, person)));
        return view;
    }

    static ObjectNode lesson(AttendanceSheet sheet) {
        ObjectNode lesson = JsonNodeFactory.instance.objectNode();
        for (String field : new String[] {"id", "title", "startsAt", "endsAt", "course", "group"}) {
            if (sheet.lesson().has(field)) {
                lesson.set(field, sheet.lesson().get(field));
            }
        }
        return lesson;
    }

    private static ObjectNode person(AttendanceSheet sheet, Attendee person) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        put(view, "id", person.id());
        put(view, "name", person.name());
        put(view, "role", person.role());
        put(view, "email", person.email());
        view.put("status", person.status().word());
        view.put("minutes", person.minutes());
        view.put("totalMinutes", person.totalMinutes());
        put(view, "firstSeen", sheet.local(person.firstSeen()));
        put(view, "lastSeen", sheet.local(person.lastSeen()));
        if (person.matchedBy() != null) {
            view.put("matchedBy", person.matchedBy().word());
            view.put("confidence", person.matchedBy().confidence());
        }
        ArrayNode intervals = view.putArray("intervals");
        for (Interval interval : person.intervals()) {
            ObjectNode visit = intervals.addObject();
            put(visit, "from", sheet.local(interval.from()));
            put(visit, "to", sheet.local(interval.to()));
        }
        return view;
    }

    private static void put(ObjectNode view, String field, Object value) {
        if (value instanceof OffsetDateTime time) {
            view.put(field, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
        } else if (value != null) {
            view.put(field, value.toString());
        }
    }

    static Table table(AttendanceSheet sheet) {
        Table table = new Table(
                "Attendance",
                "lesson",
                "id",
                "name",
                "role",
                "email",
                "status",
                "minutes",
                "totalMinutes",
                "firstSeen",
                "lastSeen",
                "visits",
                "matchedBy",
                "confidence",
                "complete");
        table.fact("Lesson", sheet.id());
        table.fact("Title", sheet.lesson().path("title").asText());
        table.fact("Planned start", sheet.local(sheet.planned().from()));
        table.fact("Planned end", sheet.local(sheet.planned().to()));
        table.fact("Times are in", "UTC" + sheet.offset());
        table.fact("Complete", sheet.complete() ? "yes" : "no: " + sheet.why());
        table.fact("Rows of the report that made no sense", sheet.unusable());
        table.fact("Late after", sheet.rules().lateAfter().toString());
        table.fact("Left early before the end by", sheet.rules().earlyBefore().toString());
        table.fact("Present at least", sheet.rules().presentAtLeast().toString());
        sheet.people().forEach(person -> row(table, sheet, person));
        return table;
    }

    private static void row(Table table, AttendanceSheet sheet, Attendee person) {
        table.row(
                sheet.id(),
                person.id(),
                person.name(),
                person.role(),
                person.email(),
                person.status().word(),
                person.minutes(),
                person.totalMinutes(),
                sheet.local(person.firstSeen()),
                sheet.local(person.lastSeen()),
                person.intervals().size(),
                person.matchedBy() == null ? null : person.matchedBy().word(),
                person.matchedBy() == null ? null : person.matchedBy().confidence(),
                sheet.complete() ? "yes" : "no");
    }
}

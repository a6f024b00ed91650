package org.convene.calendar;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** An event as somebody's calendar program writes it. */
final class Invite {
    static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final List<String> lines = new ArrayList<>();
    private final List<String> exceptions = new ArrayList<>();
    private final String uid;

    Invite(String uid, String title, Instant from, Instant to) {
        this.uid = uid;
        lines.addAll(List.of(
                "UID:" + uid,
                "DTSTAMP:20260101T000000Z",
                "DTSTART:" + UTC.format(from),
                "DTEND:" + UTC.format(to),
                "SUMMARY:" + title,
                "LOCATION:TrueConf",
                "ORGANIZER;CN=Anna Petrova:mailto:anna.petrova@company.example",
                "ATTENDEE;CN=Maria Orlova;PARTSTAT=ACCEPTED:mailto:maria.orlova@company.example"));
    }

    Invite with(String line) {
        lines.add(line);
        return this;
    }

    /** The occurrence that was to begin at {@code original} begins and ends otherwise. */
    Invite moved(Instant original, Instant from, Instant to) {
        List<String> exception = new ArrayList<>(lines);
        exception.removeIf(line -> line.matches("(DTSTART|DTEND|RRULE|EXDATE).*"));
        exception.addAll(List.of(
                "RECURRENCE-ID:" + UTC.format(original), "DTSTART:" + UTC.format(from), "DTEND:" + UTC.format(to)));
        exceptions.add(event(exception));
        return this;
    }

    String text() {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//Client//EN\r\n"
                + event(lines)
                + String.join("", exceptions)
                + "END:VCALENDAR\r\n";
    }

    private static String event(List<String> lines) {
        return "BEGIN:VEVENT\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
    }

    String uid() {
        return uid;
    }
}

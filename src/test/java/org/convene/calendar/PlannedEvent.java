package org.convene.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The reference model of one event: what a person wants, the text of it, and the conferences that it should make. */
final class PlannedEvent {
    private static final Map<String, String> LOGINS = Map.of(
            "maria.orlova@company.example", "m.orlova",
            "boris@company.example", "boris",
            "helen@company.example", "helen");
    static final List<String> PEOPLE = List.of(
            "maria.orlova@company.example",
            "boris@company.example",
            "helen@company.example",
            "somebody@elsewhere.example");

    /** One occurrence of the series that is otherwise. */
    record Elsewhere(Instant start, int minutes, String title, boolean cancelled) {}

    /** A conference that should exist; {@code id} is the ledger's. */
    record Wanted(String id, String topic, Instant start, Instant end, SortedSet<String> invited) {}

    final String uid;
    final Instant start;
    final int minutes;
    /** Days on which it takes place, one after the other. */
    int count;
    /** The rule says when it ends, and not how often it takes place. */
    boolean until;

    boolean series;
    String title;
    boolean marked = true;
    boolean cancelled;
    final SortedMap<String, String> answers = new TreeMap<>();
    final SortedSet<Integer> excluded = new TreeSet<>();
    final SortedMap<Integer, Elsewhere> exceptions = new TreeMap<>();
    final List<String> own = new ArrayList<>();

    PlannedEvent(String uid, String title, Instant start, int minutes, int count) {
        this.uid = uid;
        this.title = title;
        this.start = start;
        this.minutes = minutes;
        this.count = count;
        this.series = count > 1;
    }

    /** The same people, properties and marks at another time; exceptions stay behind. */
    PlannedEvent at(String newUid, Instant newStart, int newMinutes, int newCount) {
        PlannedEvent other = new PlannedEvent(newUid, title, newStart, newMinutes, newCount);
        other.series = series;
        other.until = until;
        other.marked = marked;
        other.cancelled = cancelled;
        other.answers.putAll(answers);
        other.own.addAll(own);
        return other;
    }

    Instant original(int day) {
        return start.plus(Duration.ofDays(day));
    }

    List<Integer> days() {
        List<Integer> days = new ArrayList<>();
        for (int day = 0; day < count; day++) {
            if (!excluded.contains(day)) {
                days.add(day);
            }
        }
        return days;
    }

    List<Wanted> wanted() {
        boolean somebodyComes = answers.values().stream().anyMatch(answer -> !answer.equals("DECLINED"));
        if (!marked || cancelled || !somebodyComes) {
            return List.of();
        }
        TreeSet<String> invited = new TreeSet<>(List.of("anna"));
        answers.forEach((email, answer) -> {
            if (!answer.equals("DECLINED") && LOGINS.containsKey(email)) {
                invited.add(LOGINS.get(email));
            }
        });
        List<Wanted> all = new ArrayList<>();
        for (int day : days()) {
            Elsewhere now = exceptions.getOrDefault(day, new Elsewhere(original(day), minutes, title, false));
            if (!now.cancelled()) {
                Instant end = now.start().plus(Duration.ofMinutes(now.minutes()));
                String id = series ? uid + ":" + Invite.UTC.format(original(day)) : uid;
                all.add(new Wanted(id, now.title(), now.start(), end, invited));
            }
        }
        return all;
    }

    /**
     * The object as a calendar program writes it.
     *
     * @param marks what was found of the hub's marks and is written again, asked for each VEVENT; by the property's name
     */
    String text(Supplier<Map<String, String>> marks) {
        List<String> lines =
                new ArrayList<>(List.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Somebody//Client//EN"));
        events().forEach(event -> lines.addAll(with(event, marks.get())));
        lines.add("END:VCALENDAR");
        return lines.stream().map(PlannedEvent::folded).collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** The lines of each VEVENT. */
    List<List<String>> events() {
        List<List<String>> events = new ArrayList<>();
        List<String> master = new ArrayList<>(List.of(
                "DTSTART:" + Invite.UTC.format(start),
                "DTEND:" + Invite.UTC.format(start.plus(Duration.ofMinutes(minutes))),
                "SUMMARY:" + title,
                "STATUS:" + (cancelled ? "CANCELLED" : "CONFIRMED")));
        if (series) {
            master.add("RRULE:FREQ=DAILY;"
                    + (until ? "UNTIL=" + Invite.UTC.format(original(count - 1)) : "COUNT=" + count));
        }
        excluded.forEach(day -> master.add("EXDATE:" + Invite.UTC.format(original(day))));
        events.add(event(master));
        exceptions.forEach((day, now) -> events.add(event(List.of(
                "RECURRENCE-ID:" + Invite.UTC.format(original(day)),
                "DTSTART:" + Invite.UTC.format(now.start()),
                "DTEND:" + Invite.UTC.format(now.start().plus(Duration.ofMinutes(now.minutes()))),
                "SUMMARY:" + now.title(),
                "STATUS:" + (cancelled || now.cancelled() ? "CANCELLED" : "CONFIRMED")))));
        return events;
    }

    private List<String> event(List<String> ofTime) {
        List<String> lines = new ArrayList<>(List.of("BEGIN:VEVENT", "UID:" + uid, "DTSTAMP:20260101T000000Z"));
        lines.addAll(ofTime);
        lines.add("LOCATION:" + (marked ? "TrueConf" : "Room 5"));
        lines.add("ORGANIZER;CN=Anna Petrova:mailto:anna.petrova@company.example");
        answers.forEach((email, answer) -> lines.add("ATTENDEE;PARTSTAT=" + answer + ":mailto:" + email));
        lines.addAll(own);
        lines.add("END:VEVENT");
        return lines;
    }

    private List<String> with(List<String> event, Map<String, String> marks) {
        Map<String, String> left = new HashMap<>(marks);
        List<String> lines = new ArrayList<>();
        for (String line : event) {
            if (line.startsWith("DESCRIPTION:") && left.containsKey("DESCRIPTION")) {
                lines.add(line + "\\n" + left.remove("DESCRIPTION"));
            } else {
                lines.add(line);
            }
        }
        int end = lines.size() - 1;
        if (left.containsKey("DESCRIPTION")) {
            lines.add(end, "DESCRIPTION:" + left.remove("DESCRIPTION"));
        }
        if (own.stream().anyMatch(line -> line.startsWith("URL:"))) {
            left.remove("URL");
        }
        lines.addAll(end, left.values());
        return lines;
    }

    private static String folded(String line) {
        return line.length() <= 75 ? line : line.substring(0, 75) + "\r\n " + folded(line.substring(75));
    }
}

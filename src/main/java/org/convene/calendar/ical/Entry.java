package org.convene.calendar.ical;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One VEVENT as it was read: a master or a change to one instance. Times that float wait for a zone. */
final class Entry {

    private final Event words;
    private final Moment start;
    private final Optional<Moment> end;
    private final Optional<Length> duration;
    private final Optional<Moment> replaces;
    private final boolean andFuture;

    private Entry(
            Event words,
            Moment start,
            Optional<Moment> end,
            Optional<Length> duration,
            Optional<Moment> replaces,
            boolean andFuture) {
        this.words = words;
        this.start = start;
        this.end = end;
        this.duration = duration;
        this.replaces = replaces;
        this.andFuture = andFuture;
    }

    static Entry read(Component vevent, Zones zones) throws CalendarProblem {
        if (!vevent.complete()) {
            throw new CalendarProblem("VEVENT: its END is missing");
        }
        Optional<ContentLine> replaced = vevent.line("RECURRENCE-ID");
        Optional<Moment> replaces =
                replaced.isEmpty() ? Optional.empty() : Optional.of(Moment.of(replaced.get(), zones));
        Moment start;
        if (vevent.line("DTSTART").isPresent()) {
            start = Moment.of(vevent.line("DTSTART").get(), zones);
        } else {
            // A cancelled instance may come without its time.
            start = replaces.orElseThrow(() -> new CalendarProblem("VEVENT: DTSTART is missing"));
        }
        Optional<ContentLine> ended = vevent.line("DTEND");
        Optional<ContentLine> lasts = vevent.line("DURATION");
        return new Entry(
                words(vevent, start),
                start,
                ended.isEmpty() ? Optional.empty() : Optional.of(Moment.of(ended.get(), zones)),
                lasts.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Length.parse(lasts.get().value(), "DURATION")),
                replaces,
                replaced.map(line -> line.parameter("RANGE").equalsIgnoreCase("THISANDFUTURE"))
                        .orElse(false));
    }

    private static Event words(Component vevent, Moment start) {
        List<String> categories = new ArrayList<>();
        vevent.lines("CATEGORIES").forEach(line -> categories.addAll(TextValue.list(line.value())));
        List<String> resources = new ArrayList<>();
        vevent.lines("RESOURCES").forEach(line -> resources.addAll(TextValue.list(line.value())));
        Map<String, String> extra = new LinkedHashMap<>();
        for (ContentLine line : vevent.lines()) {
            if (line.name().startsWith("X-")) {
                extra.putIfAbsent(line.name(), TextValue.read(line.value()));
            }
        }
        boolean allDay = start.date()
                || word(vevent, "X-MICROSOFT-CDO-ALLDAYEVENT", "FALSE").equals("TRUE");
        Instant unknown = Instant.EPOCH;
        return new Event(
                vevent.text("SUMMARY").strip(),
                vevent.text("DESCRIPTION"),
                vevent.text("LOCATION").strip(),
                List.copyOf(categories),
                word(vevent, "STATUS", "CONFIRMED"),
                word(vevent, "CLASS", "PUBLIC"),
                word(vevent, "TRANSP", "OPAQUE").equals("TRANSPARENT"),
                vevent.line("ORGANIZER").map(Person::of),
                vevent.lines("ATTENDEE").map(Person::of).toList(),
                List.copyOf(resources),
                sequence(vevent),
                vevent.text("URL").strip(),
                vevent.lines("CONFERENCE").map(line -> line.value().strip()).toList(),
                extra,
                false,
                allDay,
                unknown,
                unknown);
    }

    private static String word(Component vevent, String name, String usual) {
        String word = vevent.text(name).strip().toUpperCase(Locale.ROOT);
        return word.isEmpty() ? usual : word;
    }

    private static long sequence(Component vevent) {
        String sequence = vevent.text("SEQUENCE").strip();
        return sequence.matches("\\d{1,18}") ? Long.parseLong(sequence) : 0;
    }

    Event words() {
        return words;
    }

    Moment start() {
        return start;
    }

    /** The original start of the instance this changes; empty in a master. */
    Optional<Moment> replaces() {
        return replaces;
    }

    /** Whether it changes all later instances too (RFC 5545 §3.2.13). */
    boolean andFuture() {
        return andFuture;
    }

    Length length(Zone floating) {
        if (end.isPresent()) {
            return Length.between(start, end.get(), floating);
        }
        if (duration.isPresent() && !(start.date() && duration.get().days() == 0)) {
            return duration.get();
        }
        return start.date() ? Length.DAY : Length.NOTHING;
    }

    /** The event as it stands when it starts at this local time of its own zone. */
    Event at(LocalDateTime local, Length length, boolean recurring, Zone floating) {
        Zone zone = start.zone(floating);
        Instant starts = zone.instant(local);
        return words.recurring(recurring).at(starts, length.end(local, starts, zone));
    }

    Event own(boolean recurring, Zone floating) {
        return at(start.local(), length(floating), recurring, floating);
    }
}

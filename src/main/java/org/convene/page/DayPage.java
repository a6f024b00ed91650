package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.convene.booking.Booking;
import org.convene.booking.Cursor;
import org.convene.lesson.LessonWords;

/**
 * What {@code today.html} shows: lessons of a day in the order of their start.
 *
 * @param everyDay    the same search on all days, where that would help
 * @param quarantined how many things wait for a person, in words, or {@code null}
 */
@TemplateData
public record DayPage(
        String heading,
        String subheading,
        String words,
        String day,
        boolean isToday,
        String previousDay,
        String followingDay,
        String everyDay,
        String quarantined,
        List<Count> counts,
        List<Row> rows,
        String emptyText,
        String first,
        String next,
        String zone) {

    /** How many lessons are in a state; a click shows those. */
    @TemplateData
    public record Count(String name, long number, String href, boolean chosen) {}

    /** @param waits whether it waits for a person */
    @TemplateData
    public record Row(
            String href,
            String title,
            PageTimes.Span span,
            List<String> facts,
            String room,
            String state,
            String problem,
            boolean waits,
            String quarantineHref) {}

    public int pageSize() {
        return DayQuery.PAGE;
    }

    /** @param found one more than the page shows when there is a next page */
    static DayPage of(
            DayQuery query, List<Booking> found, Map<String, Long> counts, long quarantined, PageTimes times) {
        boolean more = found.size() > DayQuery.PAGE;
        List<Booking> shown = more ? found.subList(0, DayQuery.PAGE) : found;
        LocalDate day = query.day();
        boolean isToday = query.today().equals(day);
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return new DayPage(
                day == null ? "All days" : PageTimes.inWords(day),
                subheading(query, isToday, total),
                query.words() == null ? "" : query.words(),
                day == null ? "" : day.toString(),
                isToday,
                day == null ? null : query.on(day.minusDays(1)).address(),
                day == null ? null : query.on(day.plusDays(1)).address(),
                day != null && query.words() != null ? query.on(null).address() : null,
                waiting(quarantined),
                counts(query, counts, total),
                shown.stream().map(booking -> row(booking, day, times)).toList(),
                query.words() == null && query.state() == null
                        ? "No lessons are planned for this day."
                        : "No lesson fits.",
                query.after() == null ? null : query.from(null).address(),
                more ? query.from(cursor(shown)).address() : null,
                times.zone().getId());
    }

    private static String subheading(DayQuery query, boolean isToday, long total) {
        String lessons = total == 1 ? "1 lesson" : total + " lessons";
        String when = isToday ? "Today, " : "";
        return when + lessons + (query.words() == null ? "" : " with “" + query.words() + "”");
    }

    private static String waiting(long quarantined) {
        if (quarantined == 0) {
            return null;
        }
        return quarantined == 1 ? "1 thing waits in quarantine" : quarantined + " things wait in quarantine";
    }

    private static String cursor(List<Booking> shown) {
        Booking last = shown.get(shown.size() - 1);
        return new Cursor(last.startsAt(), last.id()).toString();
    }

    private static List<Count> counts(DayQuery query, Map<String, Long> counts, long total) {
        List<Count> shown = new ArrayList<>();
        shown.add(new Count("all", total, query.in(null).address(), query.state() == null));
        for (String state : List.of(Booking.READY, Booking.PENDING, Booking.FAILED, Booking.CANCELLED)) {
            long number = counts.getOrDefault(state, 0L);
            boolean chosen = state.equals(query.state());
            if (number > 0 || chosen) {
                shown.add(new Count(state, number, query.in(state).address(), chosen));
            }
        }
        return shown;
    }

    private static Row row(Booking booking, LocalDate day, PageTimes times) {
        JsonNode lesson = booking.desired();
        boolean waits = booking.state().equals(Booking.FAILED);
        int people = lesson.path("participants").size();
        return new Row(
                Addresses.lesson(booking.id()),
                lesson.path("title").asText(),
                times.span(booking, day),
                Stream.of(
                                booking.id(),
                                LessonWords.named(lesson.path("group")),
                                people == 1 ? "1 participant" : people + " participants")
                        .filter(fact -> !fact.isEmpty())
                        .toList(),
                LessonWords.roomName(booking),
                booking.state(),
                booking.problem(),
                waits,
                Addresses.quarantineOf(booking.id()));
    }
}

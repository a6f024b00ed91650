package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.convene.booking.Booking;
import org.convene.calendar.CalendarStatus;

/**
 * What {@code meetings.html} shows: the calendars, and their meetings from now on.
 *
 * @param more whether there are more meetings than the page shows
 */
@TemplateData
public record MeetingsPage(List<CalendarRow> calendars, List<Row> rows, boolean more, String zone) {

    /**
     * @param held     whether events vanished that nobody believed yet
     * @param troubled events that cannot be read or written, and why
     */
    @TemplateData
    public record CalendarRow(
            String name, String inStep, String problem, boolean held, List<String> troubled, String planHref) {}

    @TemplateData
    public record Row(
            String title,
            String when,
            List<String> facts,
            String conference,
            String state,
            String problem,
            boolean waits,
            String quarantineHref) {}

    static MeetingsPage of(List<CalendarStatus.Line> calendars, List<Booking> found, boolean more, PageTimes times) {
        return new MeetingsPage(
                calendars.stream().map(line -> calendar(line, times)).toList(),
                found.stream().map(booking -> row(booking, times)).toList(),
                more,
                times.zone().getId());
    }

    private static CalendarRow calendar(CalendarStatus.Line line, PageTimes times) {
        return new CalendarRow(
                line.name(),
                line.inStepAt().map(at -> "in step since " + times.moment(at)).orElse("not read yet"),
                line.problem().orElse(null),
                line.vanished() > 0,
                line.troubled().stream()
                        .map(event -> event.title() + ": " + event.problem().orElse(""))
                        .toList(),
                "/calendars/" + Addresses.escaped(line.name()) + "/plan");
    }

    private static Row row(Booking booking, PageTimes times) {
        JsonNode meeting = booking.desired();
        int people = meeting.path("participants").size();
        return new Row(
                meeting.path("title").asText(),
                when(booking, times),
                Stream.of(
                                meeting.path("source").asText().replaceFirst("^calendar:", ""),
                                organizer(meeting),
                                people == 1 ? "1 person" : people + " people")
                        .filter(fact -> !fact.isEmpty())
                        .toList(),
                booking.seen().room().map(room -> room.path("id").asText()).orElse(null),
                booking.state(),
                booking.problem(),
                booking.state().equals(Booking.FAILED),
                Addresses.quarantineOf(booking.id()));
    }

    private static String organizer(JsonNode meeting) {
        for (JsonNode person : meeting.path("participants")) {
            if (person.path("role").asText().equals("organizer")) {
                return person.path("name").asText();
            }
        }
        return "";
    }

    private static String when(Booking booking, PageTimes times) {
        if (booking.desired().path("room").asBoolean()) {
            return "room of a series, next on " + times.moment(booking.startsAt());
        }
        LocalDate first = LocalDate.ofInstant(booking.startsAt(), times.zone());
        Instant end = booking.endsAt();
        boolean oneDay = LocalDate.ofInstant(end, times.zone()).equals(first);
        return times.moment(booking.startsAt()) + "–" + (oneDay ? times.time(end) : times.moment(end));
    }
}

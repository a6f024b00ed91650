package org.convene.lti;

import io.quarkus.qute.TemplateData;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.convene.booking.Booking;

/** The lessons of a course, one of which a teacher chooses. */
@TemplateData
public record ChoicePage(String ticket, List<Choice> choices) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);

    @TemplateData
    public record Choice(String id, String title, String time) {}

    static ChoicePage of(String ticket, List<Booking> lessons) {
        return new ChoicePage(ticket, lessons.stream().map(ChoicePage::choice).toList());
    }

    /** In the time zone in which it was planned, as on personal links. */
    private static Choice choice(Booking lesson) {
        String start = lesson.desired().path("startsAt").asText();
        return new Choice(
                lesson.id(), lesson.desired().path("title").asText(), TIME.format(OffsetDateTime.parse(start)));
    }
}

package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.convene.booking.Booking;
import org.convene.join.JoinTokens;
import org.convene.lesson.LessonWords;

/**
 * What {@code lesson.html} shows: one lesson, its room, and the personal links of its participants.
 *
 * @param attendance who was there; {@code null} before it has begun
 */
@TemplateData
public record LessonPage(
        String title,
        String state,
        String stateText,
        String problem,
        boolean waits,
        String quarantineHref,
        PageTimes.Span span,
        List<Fact> facts,
        Room room,
        String changed,
        String linksText,
        AttendanceView attendance,
        List<Person> people) {

    @TemplateData
    public record Fact(String name, String value) {}

    @TemplateData
    public record Room(String vendor, String alias, String id) {}

    /** @param link the hub's own; the vendor's would let in whoever reads it over somebody's shoulder */
    @TemplateData
    public record Person(String id, String name, String role, String link) {}

    static LessonPage of(
            Booking booking, AttendanceView attendance, Duration opensBefore, JoinTokens tokens, PageTimes times) {
        JsonNode lesson = booking.desired();
        return new LessonPage(
                lesson.path("title").asText(),
                booking.state(),
                LessonWords.state(booking),
                booking.problem(),
                booking.state().equals(Booking.FAILED),
                Addresses.quarantineOf(booking.id()),
                times.span(booking, null),
                facts(lesson),
                booking.seen()
                        .room()
                        .map(room -> new Room(
                                room.path("vendor").asText(),
                                LessonWords.roomName(booking),
                                room.path("id").asText()))
                        .orElse(null),
                times.moment(booking.updatedAt()),
                linksText(booking, opensBefore, times),
                attendance,
                people(booking, tokens));
    }

    private static List<Fact> facts(JsonNode lesson) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Id", lesson.path("id").asText()));
        add(facts, "Course", LessonWords.named(lesson.path("course")));
        add(facts, "Group", LessonWords.named(lesson.path("group")));
        add(facts, "Planned in", lesson.path("source").asText());
        add(facts, "Kind", lesson.path("type").asText());
        add(facts, "Recording", lesson.path("recording").asBoolean() ? "yes" : "no");
        return facts;
    }

    private static void add(List<Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, value));
        }
    }

    private static String linksText(Booking booking, Duration opensBefore, PageTimes times) {
        if (booking.cancelled()) {
            return "The lesson is cancelled, personal links say so.";
        }
        Instant opensAt = booking.startsAt().minus(opensBefore);
        return times.now().isBefore(opensAt) ? "Personal links open on " + times.moment(opensAt, booking) + "." : null;
    }

    private static List<Person> people(Booking booking, JoinTokens tokens) {
        List<Person> people = new ArrayList<>();
        for (JsonNode participant : booking.desired().path("participants")) {
            String id = participant.path("id").asText();
            people.add(new Person(
                    id,
                    participant.path("name").asText(),
                    participant.path("role").asText(),
                    tokens.link(booking.id(), id)));
        }
        return people;
    }
}

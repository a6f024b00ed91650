package org.convene.calendar.ical;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a VEVENT says, without the marks of {@link LinkMark}: writing a link back changes no field here.
 *
 * @param title SUMMARY
 * @param description DESCRIPTION, as text
 * @param location LOCATION
 * @param categories CATEGORIES of all such lines
 * @param status STATUS in capitals: CONFIRMED if not said, TENTATIVE, CANCELLED
 * @param classification CLASS in capitals: PUBLIC if not said, PRIVATE, CONFIDENTIAL
 * @param transparent whether it takes no time (TRANSP)
 * @param organizer whose event it is, if it says
 * @param attendees all ATTENDEE lines, rooms and resources among them
 * @param resources RESOURCES of all such lines
 * @param sequence SEQUENCE, 0 if not said
 * @param url URL, or empty
 * @param conferences the values of CONFERENCE (RFC 7986 §5.11) that are not ours
 * @param extra the first value of each property whose name begins with {@code X-}, as text, by its name in capitals
 * @param recurring whether it is part of a series
 * @param allDay whether it is about whole days: by its DATE, or by Outlook's mark of such events
 * @param startsAt when this instance starts
 * @param endsAt when it ends; the same for an event without length
 */
public record Event(
        String title,
        String description,
        String location,
        List<String> categories,
        String status,
        String classification,
        boolean transparent,
        Optional<Person> organizer,
        List<Person> attendees,
        List<String> resources,
        long sequence,
        String url,
        List<String> conferences,
        Map<String, String> extra,
        boolean recurring,
        boolean allDay,
        Instant startsAt,
        Instant endsAt) {

    /** Whether the event does not take place. */
    public boolean cancelled() {
        return status.equals("CANCELLED");
    }

    Event recurring(boolean series) {
        return series == recurring
                ? this
                : new Event(
                        title,
                        description,
                        location,
                        categories,
                        status,
                        classification,
                        transparent,
                        organizer,
                        attendees,
                        resources,
                        sequence,
                        url,
                        conferences,
                        extra,
                        series,
                        allDay,
                        startsAt,
                        endsAt);
    }

    Event at(Instant start, Instant end) {
        return new Event(
                title,
                description,
                location,
                categories,
                status,
                classification,
                transparent,
                organizer,
                attendees,
                resources,
                sequence,
                url,
                conferences,
                extra,
                recurring,
                allDay,
                start,
                end);
    }

    /** What an integrator's predicate reads; names as in RFC 5545, times in UTC. */
    public ObjectNode toJson() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("title", title).put("description", description).put("location", location);
        categories.forEach(event.putArray("categories")::add);
        event.put("status", status).put("class", classification).put("transparent", transparent);
        organizer.ifPresent(person -> event.set("organizer", person.toJson()));
        var people = event.putArray("attendees");
        attendees.forEach(person -> people.add(person.toJson()));
        resources.forEach(event.putArray("resources")::add);
        event.put("sequence", sequence).put("url", url);
        conferences.forEach(event.putArray("conferences")::add);
        ObjectNode extras = event.putObject("extra");
        extra.forEach(extras::put);
        event.put("recurring", recurring).put("allDay", allDay);
        return event.put("startsAt", startsAt.toString()).put("endsAt", endsAt.toString());
    }
}

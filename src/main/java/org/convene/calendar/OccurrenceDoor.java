package org.convene.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.convene.booking.Booking;
import org.convene.join.MeetingDoor;
import org.convene.join.Visit;
import org.convene.ops.Settings;
import org.convene.phone.bridge.Bridges;
import org.convene.vendor.Vendors;

/**
 * The link in a calendar stays the same for its whole life; which conference it opens is decided at the click: the one
 * that takes place now, else the one that opens, else the one that is just over, else it says when the next one begins.
 */
@Singleton
public class OccurrenceDoor implements MeetingDoor {
    private final CalendarEvents events;
    private final Calendars calendars;
    private final EventMeetings meetings;
    private final Vendors vendors;
    private final Bridges bridges;
    private final Clock clock;
    private final Duration opensBefore;

    public OccurrenceDoor(
            CalendarEvents events,
            Calendars calendars,
            EventMeetings meetings,
            Vendors vendors,
            Bridges bridges,
            Clock clock,
            Settings settings) {
        this.events = events;
        this.calendars = calendars;
        this.meetings = meetings;
        this.vendors = vendors;
        this.bridges = bridges;
        this.clock = clock;
        this.opensBefore = settings.duration("convene.join.opens-before");
    }

    @Override
    public Visit visit(String key, boolean looksOnly) throws SQLException {
        Optional<KnownEvent> event = events.meeting(key);
        if (event.isEmpty()) {
            return gone(key);
        }
        String title = event.get().title();
        List<Booking> takingPlace = meetings.of(event.get()).stream()
                .filter(meeting -> !meeting.cancelled())
                .toList();
        Optional<Booking> meeting = ofNow(takingPlace, clock.instant());
        if (meeting.isEmpty()) {
            return new Visit.Over(title, false);
        }
        return looksOnly ? new Visit.Preview(title) : visit(meeting.get(), title, zone(event.get(), meeting.get()));
    }

    /** The event is in no calendar any more, or is no meeting. */
    private Visit gone(String key) throws SQLException {
        return events.byKey(List.of(key)).getOrDefault(key, List.of()).stream()
                .findFirst()
                .<Visit>map(known -> new Visit.Over(known.title(), true))
                .orElseGet(Visit.Unknown::new);
    }

    /** Meetings in the order of their start. */
    private Optional<Booking> ofNow(List<Booking> meetings, Instant now) {
        Predicate<Booking> takesPlace = meeting -> !now.isBefore(meeting.startsAt()) && now.isBefore(meeting.endsAt());
        Predicate<Booking> opens = meeting -> isOpen(meeting, now) && now.isBefore(meeting.startsAt());
        Predicate<Booking> justOver = meeting -> !now.isBefore(meeting.endsAt()) && now.isBefore(end(meeting));
        Predicate<Booking> later = meeting -> now.isBefore(meeting.startsAt());
        for (Predicate<Booking> fits : List.of(takesPlace, opens, justOver, later)) {
            Optional<Booking> first = meetings.stream().filter(fits).findFirst();
            if (first.isPresent()) {
                return first;
            }
        }
        return Optional.empty();
    }

    private Visit visit(Booking meeting, String title, String zone) throws SQLException {
        if (!isOpen(meeting, clock.instant())) {
            return new Visit.Early(
                    title, meeting.startsAt().minus(opensBefore), meeting.startsAt(), zone, telephone(meeting));
        }
        return meeting.seen()
                .room()
                .map(room -> room.path("url").asText(""))
                .filter(url -> !url.isEmpty())
                .<Visit>map(Visit.Onward::new)
                .orElseGet(() -> new Visit.Preparing(title));
    }

    private ObjectNode telephone(Booking meeting) throws SQLException {
        return bridges.telephone(meeting).orElse(null);
    }

    /** A virtual room has no hours. */
    private boolean isOpen(Booking meeting, Instant now) {
        return meeting.desired().path("room").asBoolean()
                || !now.isBefore(meeting.startsAt().minus(opensBefore));
    }

    private Instant end(Booking meeting) {
        return meeting.endsAt().plus(vendors.vendor(meeting.vendor()).linkAfterEnd());
    }

    /** People read times in the zone of their calendar. */
    private String zone(KnownEvent event, Booking meeting) {
        return calendars
                .named(event.calendar())
                .map(calendar ->
                        calendar.zone().getRules().getOffset(meeting.startsAt()).getId())
                .orElse("Z");
    }
}

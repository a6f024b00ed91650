package org.convene.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.convene.booking.BookingNumbers;
import org.convene.calendar.CalendarSettings.Series;
import org.convene.calendar.KnownEvent.Mark;
import org.convene.calendar.ical.CalendarObject;
import org.convene.calendar.ical.CalendarProblem;
import org.convene.calendar.ical.LinkMark;
import org.convene.calendar.ical.Occurrence;

/**
 * One calendar object while it is read: what it says, what we knew of it, and the meetings that the mappings made of its
 * occurrences.
 */
final class Reading {
    /** Of one series inside the horizon; a rule that makes more is no plan of people. */
    private static final int MOST_OCCURRENCES = 400;

    /** An event that does not recur gets its meeting at once, however far away. */
    private static final Duration EVER = Duration.ofDays(100L * 365);

    private static final Duration NEXT_LOOK = Duration.ofDays(1);
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_TEXT = 1_000_000;

    private final CalendarSettings calendar;
    private final String href;
    private final String etag;
    private final String text;
    private final KnownEvent known;
    private final SortedMap<String, ObjectNode> meetings = new TreeMap<>();
    private final SortedMap<String, Instant> ends = new TreeMap<>();
    private CalendarObject object;
    private String problem;

    /** @param known what we knew of it, or {@code null} */
    Reading(CalendarSettings calendar, String href, String etag, String text, KnownEvent known) {
        this.calendar = calendar;
        this.href = href;
        this.etag = etag;
        this.text = text;
        this.known = known;
    }

    /** The occurrences to look at now; none when it cannot be read, which spoils this event alone. */
    List<Occurrence> occurrences(Instant now, Duration horizon) {
        if (text.length() > LONGEST_TEXT) {
            problem = "The event is larger than " + LONGEST_TEXT + " characters.";
            return List.of();
        }
        try {
            object = CalendarObject.parse(text);
        } catch (CalendarProblem unreadable) {
            problem = unreadable.noEvent() ? null : unreadable.getMessage(); // tasks and the like are none of ours
            return List.of();
        }
        problem = object.broken().orElse(null);
        if (problem != null) {
            return List.of();
        }
        return calendar.series() == Series.ROOM && object.recurring()
                ? asRoom(now)
                : oneByOne(now, object.recurring() ? horizon : EVER);
    }

    private List<Occurrence> oneByOne(Instant now, Duration horizon) {
        ZoneId zone = calendar.zone();
        List<Occurrence> soon = object.occurrences(now, now.plus(horizon), zone, MOST_OCCURRENCES);
        // a link that stands in the calendar should be able to say when
        return soon.isEmpty() ? object.occurrences(now, now.plus(EVER), zone, 1) : soon;
    }

    /** The whole series as one: from its next occurrence to its last that anybody can foresee. */
    private List<Occurrence> asRoom(Instant now) {
        List<Occurrence> ahead = object.occurrences(now, now.plus(EVER), calendar.zone(), MOST_OCCURRENCES);
        if (ahead.isEmpty()) {
            return List.of();
        }
        Occurrence last = ahead.get(ahead.size() - 1);
        return List.of(new Occurrence("", ahead.get(0).startsAt(), last.endsAt(), last.allDay(), object.event()));
    }

    boolean isRoom() {
        return calendar.series() == Series.ROOM && object != null && object.recurring();
    }

    /** One of its occurrences is a meeting. */
    void meets(String recurrence, ObjectNode meeting, Instant end) {
        meetings.put(recurrence, meeting);
        ends.put(recurrence, end);
    }

    String key() {
        return object == null
                ? Optional.ofNullable(known).map(KnownEvent::uid).orElseGet(() -> MeetingIds.key(href))
                : MeetingIds.key(object.uid());
    }

    Optional<KnownEvent> known() {
        return Optional.ofNullable(known);
    }

    SortedMap<String, ObjectNode> meetings() {
        return meetings;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    String href() {
        return href;
    }

    String title() {
        String title = object == null ? href : object.event().title();
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
    }

    /**
     * The row to keep. What cannot be read keeps the meetings it had: a typing error must not cancel a series.
     *
     * @param copied whether another calendar's copy of the event makes the meetings
     * @param link   the join link of the event
     */
    KnownEvent row(Instant now, Duration horizon, boolean copied, String link, boolean writable) {
        String kept = text.length() <= LONGEST_TEXT ? text : "";
        if (problem != null && known != null) {
            return new KnownEvent(
                    known.no(),
                    known.calendar(),
                    href,
                    etag,
                    known.uid(),
                    known.title(),
                    known.meets(),
                    Optional.empty(),
                    Mark.NONE,
                    problem(),
                    kept,
                    known.meetings());
        }
        boolean meets = meets(now);
        return new KnownEvent(
                known == null ? BookingNumbers.next() : known.no(),
                calendar.name(),
                href,
                etag,
                key(),
                title(),
                meets,
                expandAt(now, horizon),
                mark(meets, link, writable),
                problem(),
                kept,
                copied ? new TreeMap<>() : stillToKnow(now));
    }

    /** A series whose last meeting is over is still one that met. */
    private boolean meets(Instant now) {
        boolean allOver = known != null
                && known.meets()
                && known.meetings().values().stream().noneMatch(end -> end.isAfter(now));
        return !meetings.isEmpty() || allOver;
    }

    private Optional<Instant> expandAt(Instant now, Duration horizon) {
        if (object == null || !object.recurring() || object.endsBefore(now.plus(horizon))) {
            return Optional.empty();
        }
        Duration half = horizon.dividedBy(2);
        return Optional.of(now.plus(half.compareTo(NEXT_LOOK) < 0 ? half : NEXT_LOOK));
    }

    private Mark mark(boolean meets, String link, boolean writable) {
        if (!writable || problem != null) {
            return Mark.NONE;
        }
        boolean wanted = meets && calendar.writeBack();
        boolean right =
                wanted ? LinkMark.isMarked(text, link) : LinkMark.unmarked(text).equals(text);
        if (right) {
            return wanted ? Mark.WRITTEN : Mark.NONE;
        }
        boolean refusedBefore =
                known != null && known.mark() == Mark.REFUSED && known.etag().equals(etag);
        return refusedBefore ? Mark.REFUSED : Mark.DUE;
    }

    /** Meetings of now and later, and for a day those that are over: the link should say so. */
    private SortedMap<String, Instant> stillToKnow(Instant now) {
        SortedMap<String, Instant> still = new TreeMap<>();
        if (known != null) {
            known.meetings().forEach((recurrence, end) -> {
                if (!end.isAfter(now) && end.isAfter(now.minus(NEXT_LOOK))) {
                    still.put(recurrence, end);
                }
            });
        }
        still.putAll(ends);
        return still;
    }
}

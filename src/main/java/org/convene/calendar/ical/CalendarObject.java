package org.convene.calendar.ical;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One calendar object resource (RFC 4791 §4.1): all VEVENT components of one UID, a master and changes to its instances, or changes
 * alone. Read leniently: unknown properties, missing DTSTAMP, bare LF and byte order marks do no harm.
 */
public final class CalendarObject {

    private final String uid;
    private final String text;
    private final Schedule schedule;
    private final Optional<String> broken;

    private CalendarObject(String uid, String text, Schedule schedule, Optional<String> broken) {
        this.uid = uid;
        this.text = text;
        this.schedule = schedule;
        this.broken = broken;
    }

    /**
     * Reads the text of one resource of a CalDAV collection.
     *
     * @param text as the server gave it
     * @throws CalendarProblem if no event can be made of it, with the reason; see also {@link CalendarProblem#noEvent()}
     */
    public static CalendarObject parse(String text) throws CalendarProblem {
        String plain = LinkMark.unmarked(text);
        List<Component> calendars = calendars(plain);
        List<Component> events = new ArrayList<>();
        calendars.forEach(calendar -> events.addAll(calendar.components("VEVENT")));
        if (events.isEmpty()) {
            throw CalendarProblem.nothingToMeet();
        }
        String uid = events.get(0).text("UID").strip();
        for (Component event : events) {
            String other = event.text("UID").strip();
            if (other.isEmpty()) {
                throw new CalendarProblem("VEVENT: UID is missing");
            }
            if (!other.equals(uid)) {
                throw new CalendarProblem("VEVENT: two UIDs in one object: " + Shown.of(uid) + ", " + Shown.of(other));
            }
        }
        return new CalendarObject(uid, text, Schedule.read(events, new Zones(plain, calendars)), Optional.empty());
    }

    /**
     * Reads a published calendar. An event that cannot be read comes as an object with {@link #broken()}, so that nobody takes it for
     * deleted; one without a UID is such an object with an empty one.
     *
     * @return one object for each UID, in the order of the text, each with a text of its own
     * @throws CalendarProblem if the text as a whole is none or ends early
     */
    public static List<CalendarObject> parseFeed(String text) throws CalendarProblem {
        return Feed.read(LinkMark.unmarked(text));
    }

    static List<Component> calendars(String text) throws CalendarProblem {
        List<Component> calendars = Component.read(text).stream()
                .filter(component -> component.name().equals("VCALENDAR"))
                .toList();
        if (calendars.isEmpty()) {
            throw new CalendarProblem("BEGIN:VCALENDAR is missing; the text begins with \"" + Shown.of(text) + "\"");
        }
        if (!calendars.stream().allMatch(Component::complete)) {
            throw new CalendarProblem("END:VCALENDAR is missing: the text ends early");
        }
        return calendars;
    }

    static CalendarObject of(String uid, String text, List<Component> events, Zones zones) {
        try {
            if (uid.isEmpty()) {
                throw new CalendarProblem("VEVENT: UID is missing");
            }
            return new CalendarObject(uid, text, Schedule.read(events, zones), Optional.empty());
        } catch (CalendarProblem problem) {
            return broken(uid, text, problem.getMessage());
        }
    }

    static CalendarObject broken(String uid, String text, String why) {
        return new CalendarObject(uid, text, Schedule.NONE, Optional.of(why));
    }

    public String uid() {
        return uid;
    }

    /** The text this was read from, marks included; of a feed, the part about this UID with what it needs around it. */
    public String text() {
        return text;
    }

    /** Why nothing can be known about this event of a feed; empty for one that is in order. */
    public Optional<String> broken() {
        return broken;
    }

    /** Whether there may be several occurrences. */
    public boolean recurring() {
        return schedule.recurring();
    }

    /** Whether it is certain that nothing of it takes place at or after this time. A broken object may always be. */
    public boolean endsBefore(Instant time) {
        return broken.isEmpty() && schedule.endsBefore(time);
    }

    /**
     * The master, or the first change where only such came; times that float are read as UTC.
     *
     * @throws IllegalStateException if it is broken
     */
    public Event event() {
        return schedule.event();
    }

    /**
     * The changes to instances that the series does not have: they take place nowhere and change nothing.
     *
     * @return their RECURRENCE-ID, as in {@link Occurrence#recurrenceId()}
     */
    public List<String> orphans(ZoneId floating) {
        return schedule.orphans(Zone.of(floating));
    }

    /**
     * The occurrences that take any of a stretch of time. Those that were cancelled one by one come with their status; those that were
     * taken out (EXDATE) do not come.
     *
     * @param from from when, included
     * @param to until when, excluded
     * @param floating the zone of times that say none, and of whole days
     * @param most how many at most, the first ones
     * @return by start; also fewer if the rule is so dense or so old that looking further would cost too much
     */
    public List<Occurrence> occurrences(Instant from, Instant to, ZoneId floating, int most) {
        return schedule.occurrences(from, to, Zone.of(floating), most);
    }
}

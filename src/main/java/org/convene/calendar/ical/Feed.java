package org.convene.calendar.ical;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes a published calendar apart into its objects. */
final class Feed {

    /**
     * How many characters of VTIMEZONEs the objects of one feed may repeat, 16 Mi. Beyond that those are left out whose name means
     * a zone without them; an event that needs one of its own is broken.
     */
    private static final int MOST_REPEATED = 16 << 20;

    /** A PRODID is a few words; it is repeated in every object. */
    private static final int LONGEST_HEADER = 200;

    private final String text;
    private final Zones zones;
    private final StringBuilder header = new StringBuilder();
    private int room = MOST_REPEATED;

    private Feed(String text, List<Component> calendars) {
        this.text = text;
        this.zones = new Zones(text, calendars);
        for (String name : List.of("VERSION", "PRODID", "CALSCALE")) {
            calendars
                    .get(0)
                    .line(name)
                    .filter(line -> line.end() - line.start() <= LONGEST_HEADER)
                    .ifPresent(line -> header.append(text, line.start(), line.end()));
        }
    }

    static List<CalendarObject> read(String text) throws CalendarProblem {
        List<Component> calendars = CalendarObject.calendars(text);
        Feed feed = new Feed(text, calendars);
        Map<String, List<Component>> byUid = new LinkedHashMap<>();
        List<CalendarObject> objects = new ArrayList<>();
        for (Component calendar : calendars) {
            for (Component event : calendar.components("VEVENT")) {
                String uid = event.text("UID").strip();
                if (uid.isEmpty()) {
                    objects.add(feed.object(uid, List.of(event)));
                } else {
                    byUid.computeIfAbsent(uid, first -> new ArrayList<>()).add(event);
                }
            }
        }
        byUid.forEach((uid, events) -> objects.add(feed.object(uid, events)));
        return objects;
    }

    private CalendarObject object(String uid, List<Component> events) {
        if (!events.stream().allMatch(Component::complete)) {
            return CalendarObject.of(uid, "", events, zones);
        }
        StringBuilder object = new StringBuilder("BEGIN:VCALENDAR\r\n").append(header);
        boolean all = true;
        for (String name : zonesOf(events)) {
            Component zone = zones.own().get(name);
            if (zone != null && zone.complete()) {
                int length = zone.end() - zone.start();
                if (length <= room) {
                    object.append(text, zone.start(), zone.end());
                    room -= length;
                } else {
                    all &= Zones.named(name).isPresent();
                }
            }
        }
        events.forEach(event -> object.append(text, event.start(), event.end()));
        object.append("END:VCALENDAR\r\n");
        return all
                ? CalendarObject.of(uid, object.toString(), events, zones)
                : CalendarObject.broken(
                        uid,
                        object.toString(),
                        "VTIMEZONE: the calendar's own time zones are too long for so many events");
    }

    private static Set<String> zonesOf(List<Component> events) {
        Set<String> names = new LinkedHashSet<>();
        events.forEach(event ->
                event.lines().forEach(line -> names.add(line.parameter("TZID").strip())));
        return names;
    }
}

package org.convene.calendar.ical;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes a published calendar apart into its objects. */
final class Feed {

    private final String text;
    private final Zones zones;
    private final StringBuilder header = new StringBuilder();

    private Feed(String text, List<Component> calendars) {
        this.text = text;
        this.zones = new Zones(text, calendars);
        for (ContentLine line : calendars.get(0).lines()) {
            if (line.name().equals("VERSION")
                    || line.name().equals("PRODID")
                    || line.name().equals("CALSCALE")) {
                header.append(text, line.start(), line.end());
            }
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
        Set<String> named = new HashSet<>();
        events.forEach(event -> event.lines().forEach(line -> {
            if (!line.parameter("TZID").isEmpty()
                    && named.add(line.parameter("TZID").strip())) {
                Component zone = zones.own().get(line.parameter("TZID").strip());
                if (zone != null && zone.complete()) {
                    object.append(text, zone.start(), zone.end());
                }
            }
        }));
        events.forEach(event -> object.append(text, event.start(), event.end()));
        object.append("END:VCALENDAR\r\n");
        return CalendarObject.of(uid, object.toString(), events, zones);
    }
}

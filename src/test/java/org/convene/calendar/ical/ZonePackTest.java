package org.convene.calendar.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.InstanceIterator;
import org.dmfs.rfc5545.RecurrenceSet;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recurrenceset.Difference;
import org.dmfs.rfc5545.recurrenceset.Merged;
import org.dmfs.rfc5545.recurrenceset.OfList;
import org.dmfs.rfc5545.recurrenceset.OfRuleAndFirst;
import org.junit.jupiter.api.Test;

/** Our occurrences of the pack in {@code calendar/zones}, beside those of two other expanders; see the README there. */
class ZonePackTest {

    private static final Path PACK = Path.of("src/test/resources/calendar/zones");
    private static final ZoneId FLOATING = ZoneId.of("Europe/Berlin");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 40;
    private static final Instant EVER = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant ALWAYS = Instant.parse("2400-01-01T00:00:00Z");

    @Test
    void thePackHasTwoHundredSeriesAndNoneIsBroken() throws Exception {
        assertTrue(pack().size() >= 200, "series: " + pack().size());
        pack().values().forEach(object -> assertTrue(object.broken().isEmpty(), object.uid() + object.broken()));
    }

    @Test
    void ourOccurrencesDifferFromThoseOfTheJudgesOnlyWhereThatIsExplained() throws Exception {
        JsonNode icalJs = JSON.readTree(PACK.resolve("ical.js.json").toFile());
        TreeMap<String, String> found = new TreeMap<>();
        for (CalendarObject object : pack().values()) {
            List<Occurrence> occurrences = object.occurrences(EVER, ALWAYS, FLOATING, MOST);
            Set<String> ours = new LinkedHashSet<>();
            occurrences.forEach(occurrence -> ours.add(occurrence.recurrenceId() + " " + shown(occurrence)));
            Set<String> theirs = new LinkedHashSet<>();
            icalJs.path(object.uid())
                    .forEach(pair ->
                            theirs.add(pair.get(0).asText() + " " + pair.get(1).asText()));
            compare("ical.js", object.uid(), ours, theirs, found);
            Set<String> starts = new LinkedHashSet<>();
            occurrences.forEach(occurrence -> starts.add(occurrence.recurrenceId()));
            Set<String> judged;
            try {
                judged = libRecur(object);
            } catch (IllegalArgumentException refused) {
                judged = Set.of("refuses the rule");
            }
            compare("lib-recur", object.uid(), starts, judged, found);
        }
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/zone-differences.txt"), String.join("\n", found.values()));
        Map<String, String> explained = explained();
        assertEquals(
                new TreeSet<>(explained.keySet()), new TreeSet<>(found.values()), "see target/zone-differences.txt");
        explained.forEach((difference, why) -> assertTrue(why.length() > 20, difference));
    }

    private static String shown(Occurrence occurrence) {
        boolean date = occurrence.recurrenceId().length() == 8;
        return date
                ? occurrence
                        .startsAt()
                        .atZone(FLOATING)
                        .toLocalDate()
                        .toString()
                        .replace("-", "")
                : Moment.id(false, null, occurrence.startsAt());
    }

    private static void compare(
            String judge, String uid, Set<String> ours, Set<String> theirs, Map<String, String> found) {
        List<String> onlyOurs =
                ours.stream().filter(one -> !theirs.contains(one)).toList();
        List<String> onlyTheirs =
                theirs.stream().filter(one -> !ours.contains(one)).toList();
        if (!onlyOurs.isEmpty() || !onlyTheirs.isEmpty()) {
            found.put(
                    uid + judge,
                    "%s | %s | ours %s | theirs %s".formatted(uid, judge, first(onlyOurs), first(onlyTheirs)));
        }
    }

    private static String first(List<String> some) {
        return some.stream().limit(2).toList() + (some.size() > 2 ? " of " + some.size() : "");
    }

    /** Lines of {@code differences.txt} in pairs: the difference, and below it, indented, why. */
    private static Map<String, String> explained() throws IOException {
        Map<String, String> explained = new LinkedHashMap<>();
        String difference = null;
        for (String line : Files.readAllLines(PACK.resolve("differences.txt"))) {
            if (line.startsWith("    ")) {
                explained.put(difference, line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                difference = line;
                explained.put(difference, "");
            }
        }
        return explained;
    }

    private static Map<String, CalendarObject> pack() throws Exception {
        Map<String, CalendarObject> pack = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(PACK)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".ics"))
                    .sorted()
                    .toList()) {
                for (CalendarObject object : CalendarObject.parseFeed(Files.readString(file, StandardCharsets.UTF_8))) {
                    pack.put(object.uid(), object);
                }
            }
        }
        return pack;
    }

    /** lib-recur knows rules and zones of the database; the lines of the event are told to it one by one. */
    private static Set<String> libRecur(CalendarObject object) throws Exception {
        Component event =
                Component.read(object.text()).get(0).components("VEVENT").get(0);
        String zone = event.text("X-JUDGE-ZONE");
        ContentLine line = event.line("DTSTART").orElseThrow();
        DateTime start = time(line, line.value(), zone, line);
        List<RecurrenceSet> sets = new ArrayList<>();
        for (ContentLine rule : event.lines("RRULE").toList()) {
            sets.add(new OfRuleAndFirst(new RecurrenceRule(rule.value(), RecurrenceRule.RfcMode.RFC5545_LAX), start));
        }
        sets.add(new OfList(start));
        List<DateTime> more = times(event, "RDATE", zone, line);
        sets.add(new OfList(more.toArray(DateTime[]::new)));
        List<DateTime> less = times(event, "EXDATE", zone, line);
        RecurrenceSet set = new Difference(new Merged(sets), new OfList(less.toArray(DateTime[]::new)));
        Set<String> starts = new LinkedHashSet<>();
        InstanceIterator instances = set.iterator();
        while (instances.hasNext() && starts.size() < MOST) {
            DateTime next = instances.next();
            starts.add(next.isAllDay() ? next.toString() : Moment.id(false, null, instant(next)));
        }
        return starts;
    }

    /** What floats has no zone at lib-recur. */
    private static Instant instant(DateTime time) {
        Instant instant = Instant.ofEpochMilli(time.getTimestamp());
        return time.isFloating() ? Zone.of(FLOATING).instant(Zone.UTC.local(instant)) : instant;
    }

    private static List<DateTime> times(Component event, String name, String zone, ContentLine start) {
        List<DateTime> times = new ArrayList<>();
        event.lines(name).forEach(line -> {
            for (String value : line.value().split(",")) {
                times.add(time(line, value, zone, start));
            }
        });
        return times;
    }

    private static DateTime time(ContentLine line, String value, String zone, ContentLine start) {
        if (value.length() == 8 || value.endsWith("Z")) {
            return DateTime.parse(value);
        }
        if (zone.isEmpty()) {
            return DateTime.parse(value);
        }
        boolean same = line.parameter("TZID").equals(start.parameter("TZID"));
        return DateTime.parse(same ? zone : line.parameter("TZID"), value);
    }
}

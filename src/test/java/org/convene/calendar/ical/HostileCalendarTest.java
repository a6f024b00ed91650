package org.convene.calendar.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;

/** A calendar of a stranger costs time and memory by its length, not by its length times what it says. */
class HostileCalendarTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");
    /** Each of these takes less than a second, and took minutes or all memory. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static String calendar(String... parts) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + String.join("", parts) + "END:VCALENDAR\r\n";
    }

    private static String event(String uid, String... lines) {
        return "BEGIN:VEVENT\r\nUID:" + uid + "\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
    }

    private static String many(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
    }

    /** A zone five hours ahead of UTC. */
    private static String zone(String name, String more) {
        return "BEGIN:VTIMEZONE\r\nTZID:" + name
                + "\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\n"
                + more + "END:STANDARD\r\nEND:VTIMEZONE\r\n";
    }

    private static <T> T soon(ThrowingSupplier<T> work) {
        return assertTimeoutPreemptively(SOON, work);
    }

    private static List<Occurrence> occurrences(String text) throws CalendarProblem {
        return CalendarObject.parse(text).occurrences(FROM, TO, BERLIN, 500);
    }

    @Test
    void endsThatNobodyWaitsForAreNotLookedForAmongAllThatIsOpen() {
        String text = calendar(
                event("u1", "DTSTART:20261123T060000Z"),
                many(60_000, i -> "BEGIN:A\r\n"),
                many(60_000, i -> "END:B\r\n"));
        assertEquals(1, soon(() -> occurrences(text)).size());
    }

    @Test
    void thousandsOfChangesNamedByTheirDayAreFoundInOneWalk() {
        String master = event(
                "u1",
                "DTSTART;TZID=Europe/Berlin:19700101T090000",
                "DURATION:PT30M",
                "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=9;COUNT=2000000000");
        String changes = many(
                3_000,
                i -> event(
                        "u1",
                        "RECURRENCE-ID;VALUE=DATE:"
                                + LocalDate.of(2020, 1, 1)
                                        .plusDays(i)
                                        .toString()
                                        .replace("-", ""),
                        "DTSTART;TZID=Europe/Berlin:"
                                + LocalDate.of(2020, 1, 1)
                                        .plusDays(i)
                                        .toString()
                                        .replace("-", "") + "T150000"));
        List<Occurrence> found = soon(() -> occurrences(calendar(master, changes)));
        assertEquals(61, found.size());
        found.forEach(occurrence ->
                assertEquals(15, occurrence.startsAt().atZone(BERLIN).getHour()));
        assertEquals("20261101T080000Z", found.get(0).recurrenceId());
    }

    @Test
    void anEventWithRulesUponRulesIsRefused() {
        String rules = many(11, i -> "RRULE:FREQ=DAILY;BYHOUR=" + i + "\r\n").strip();
        CalendarProblem problem = assertThrows(
                CalendarProblem.class,
                () -> CalendarObject.parse(calendar(event("u1", "DTSTART:20261123T060000Z", rules))));
        assertEquals("RRULE: 11 rules, more than 10", problem.getMessage());
    }

    @Test
    void aZoneWhoseClocksChangeEveryDayIsNone() {
        String observance = "END:STANDARD\r\nBEGIN:STANDARD\r\nDTSTART:19700101T0%1$d0000\r\n"
                + "TZOFFSETFROM:+0%1$d00\r\nTZOFFSETTO:+0%2$d00\r\n"
                + "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=%1$d\r\n";
        String byRule = zone("Haus", many(50, i -> observance.formatted(i % 9, (i + 1) % 9)));
        String byDate = zone(
                "Haus",
                many(
                        2_000,
                        i -> "RDATE:"
                                + LocalDate.of(1980, 1, 1)
                                        .plusDays(i)
                                        .toString()
                                        .replace("-", "") + "T000000\r\n"));
        for (String zone : List.of(byRule, byDate)) {
            List<Occurrence> found =
                    soon(() -> occurrences(calendar(zone, event("u1", "DTSTART;TZID=Haus:20261123T060000"))));
            assertEquals(Instant.parse("2026-11-23T05:00:00Z"), found.get(0).startsAt(), "as if it said no zone");
        }
    }

    @Test
    void aLongHeaderIsNotRepeatedInEveryObjectOfAFeed() {
        String header = many(20_000, i -> "PRODID:-//Example//Calendar " + i + "//EN\r\n");
        String events = many(2_000, i -> event("u" + i, "DTSTART:20261123T060000Z"));
        List<CalendarObject> objects = soon(() -> CalendarObject.parseFeed(calendar(header, events)));
        assertEquals(2_000, objects.size());
        objects.forEach(object -> assertTrue(
                object.text().length() < 300, () -> "length: " + object.text().length()));
        assertTrue(objects.get(0).text().contains("PRODID:-//Example//Calendar 0//EN\r\n"));
    }

    @Test
    void aLongZoneIsRepeatedOnlyWhileThereIsRoom() {
        String comments = many(20_000, i -> "COMMENT:twenty thousand of these make a megabyte\r\n");
        String events = many(100, i -> event("u" + i, "DTSTART;TZID=Haus:20261123T060000"));
        List<CalendarObject> own = soon(() -> CalendarObject.parseFeed(calendar(zone("Haus", comments), events)));
        long length = own.stream().mapToLong(object -> object.text().length()).sum();
        assertTrue(length < 18 << 20, "characters: " + length);
        assertTrue(own.get(0).broken().isEmpty());
        assertEquals(
                Instant.parse("2026-11-23T01:00:00Z"),
                own.get(0).occurrences(FROM, TO, BERLIN, 1).get(0).startsAt());
        assertEquals(
                "VTIMEZONE: the calendar's own time zones are too long for so many events",
                own.get(99).broken().orElseThrow(),
                "without its zone it would be at a wrong time");

        List<CalendarObject> known = soon(() ->
                CalendarObject.parseFeed(calendar(zone("Asia/Tokyo", comments), events.replace("Haus", "Asia/Tokyo"))));
        for (CalendarObject object : known) {
            assertEquals(
                    Instant.parse("2026-11-22T21:00:00Z"),
                    object.occurrences(FROM, TO, BERLIN, 1).get(0).startsAt());
        }
        assertTrue(known.get(0).text().contains("TZID:Asia/Tokyo\r\n"));
    }
}

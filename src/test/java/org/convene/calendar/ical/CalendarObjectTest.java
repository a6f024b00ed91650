package org.convene.calendar.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarObjectTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");

    private static String text(String... events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + String.join("", events) + "END:VCALENDAR\r\n";
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\r\nUID:u1\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
    }

    private static List<String> starts(String text) throws CalendarProblem {
        return CalendarObject.parse(text).occurrences(FROM, TO, BERLIN, 100).stream()
                .map(occurrence -> occurrence.recurrenceId() + " " + occurrence.startsAt())
                .toList();
    }

    @Test
    void anEventSaysWhoMeetsAboutWhatAndWhere() throws CalendarProblem {
        Event event = CalendarObject.parse(text(event(
                        "SUMMARY:Plan\\, first\\; part",
                        "DESCRIPTION:line\\none",
                        "LOCATION:Room 1",
                        "CATEGORIES:work,a\\,b",
                        "CATEGORIES:video",
                        "CLASS:private",
                        "TRANSP:TRANSPARENT",
                        "ORGANIZER;CN=\"Boss: the\":MAILTO:Boss@B.example",
                        "ATTENDEE;CN=A;PARTSTAT=DECLINED;ROLE=OPT-PARTICIPANT:mailto:a@b.example",
                        "ATTENDEE;CUTYPE=ROOM;EMAIL=room@b.example:urn:uuid:1",
                        "X-ROOM-KIND:big",
                        "DTSTART:20261123T060000Z",
                        "DTEND:20261123T070000Z")))
                .event();
        assertEquals("Plan, first; part", event.title());
        assertEquals(List.of("work", "a,b", "video"), event.categories());
        assertEquals("PRIVATE", event.classification());
        assertTrue(event.transparent());
        assertEquals("boss@b.example", event.organizer().orElseThrow().email());
        assertEquals("Boss: the", event.organizer().orElseThrow().name());
        assertEquals("DECLINED", event.attendees().get(0).participation());
        assertEquals("room@b.example", event.attendees().get(1).email());
        assertEquals(
                "{\"title\":\"Plan, first; part\",\"description\":\"line\\none\",\"location\":\"Room 1\",\"categories\":[\"work\",\"a,b\",\"video\"],"
                        + "\"status\":\"CONFIRMED\",\"class\":\"PRIVATE\",\"transparent\":true,"
                        + "\"organizer\":{\"email\":\"boss@b.example\",\"name\":\"Boss: the\",\"partstat\":\"NEEDS-ACTION\",\"cutype\":\"INDIVIDUAL\",\"role\":\"REQ-PARTICIPANT\",\"scheduleAgent\":\"SERVER\"},"
                        + "\"attendees\":[{\"email\":\"a@b.example\",\"name\":\"A\",\"partstat\":\"DECLINED\",\"cutype\":\"INDIVIDUAL\",\"role\":\"OPT-PARTICIPANT\",\"scheduleAgent\":\"SERVER\"},"
                        + "{\"email\":\"room@b.example\",\"name\":\"\",\"partstat\":\"NEEDS-ACTION\",\"cutype\":\"ROOM\",\"role\":\"REQ-PARTICIPANT\",\"scheduleAgent\":\"SERVER\"}],"
                        + "\"resources\":[],\"sequence\":0,\"url\":\"\",\"conferences\":[],\"extra\":{\"X-ROOM-KIND\":\"big\"},\"recurring\":false,\"allDay\":false,"
                        + "\"startsAt\":\"2026-11-23T06:00:00Z\",\"endsAt\":\"2026-11-23T07:00:00Z\"}",
                event.toJson().toString());
    }

    @Test
    void bareLineFeedsAByteOrderMarkAndWhatNobodyKnowsDoNoHarm() throws CalendarProblem {
        String odd = "\uFEFF"
                + text(event(
                                "BEGIN:X-FOO",
                                "A:b",
                                "END:X-FOO",
                                "no colon",
                                "X-A;B=\"c;d\":e",
                                "dtstart;value=date-time:20261123T060000Z",
                                "END:NOTHING"))
                        .replace("\r\n", "\n");
        assertEquals(List.of(" 2026-11-23T06:00:00Z"), starts(odd));
    }

    @Test
    void aSeriesSkipsWhatWasTakenOutAndFollowsWhatWasMoved() throws CalendarProblem {
        String series = text(
                event(
                        "DTSTART;TZID=Europe/Berlin:20261102T100000",
                        "DURATION:PT1H",
                        "RRULE:FREQ=WEEKLY;COUNT=5",
                        "EXDATE;TZID=Europe/Berlin:20261109T100000"),
                event(
                        "RECURRENCE-ID;TZID=Europe/Berlin:20261116T100000",
                        "DTSTART;TZID=Europe/Berlin:20261201T120000",
                        "DURATION:PT1H"),
                event(
                        "RECURRENCE-ID;TZID=Europe/Berlin:20261123T100000",
                        "DTSTART;TZID=Europe/Berlin:20261123T100000",
                        "STATUS:CANCELLED"));
        assertEquals(
                List.of(
                        "20261102T090000Z 2026-11-02T09:00:00Z",
                        "20261123T090000Z 2026-11-23T09:00:00Z",
                        "20261130T090000Z 2026-11-30T09:00:00Z",
                        "20261116T090000Z 2026-12-01T11:00:00Z"),
                starts(series));
        List<Occurrence> occurrences = CalendarObject.parse(series).occurrences(FROM, TO, BERLIN, 100);
        assertTrue(occurrences.get(1).event().cancelled());
        assertFalse(occurrences.get(0).event().cancelled());
    }

    @Test
    void aChangeOfAnInstanceThatIsNoneNeverHarmsTheSeries() throws CalendarProblem {
        CalendarObject object = CalendarObject.parse(text(
                event(
                        "DTSTART;TZID=Europe/Berlin:20261102T100000",
                        "RRULE:FREQ=WEEKLY;COUNT=2",
                        "EXDATE;TZID=Europe/Berlin:20261102T100000"),
                event("RECURRENCE-ID;TZID=Europe/Berlin:20261103T100000", "DTSTART;TZID=Europe/Berlin:20261104T100000"),
                event(
                        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261105T100000",
                        "DTSTART;TZID=Europe/Berlin:20261105T180000"),
                event(
                        "RECURRENCE-ID;TZID=Europe/Berlin:20261102T100000",
                        "DTSTART;TZID=Europe/Berlin:20261102T110000")));
        assertEquals(
                List.of("20261109T090000Z"),
                object.occurrences(FROM, TO, BERLIN, 9).stream()
                        .map(Occurrence::recurrenceId)
                        .toList());
        assertEquals(List.of("20261103T090000Z", "20261105T090000Z", "20261102T090000Z"), object.orphans(BERLIN));
    }

    @Test
    void changesWithoutAMasterStandForThemselves() throws CalendarProblem {
        String alone = text(event(
                "SUMMARY:only me",
                "RECURRENCE-ID;TZID=Europe/Berlin:20261116T100000",
                "DTSTART;TZID=Europe/Berlin:20261117T120000"));
        assertEquals(List.of("20261116T090000Z 2026-11-17T11:00:00Z"), starts(alone));
        assertEquals("only me", CalendarObject.parse(alone).event().title());
        assertTrue(CalendarObject.parse(alone).recurring());
    }

    @Test
    void fromAnInstanceOnMeansTimeLengthAndWords() throws CalendarProblem {
        List<Occurrence> occurrences = CalendarObject.parse(text(
                        event(
                                "SUMMARY:old",
                                "DTSTART;TZID=Europe/Berlin:20261102T100000",
                                "DURATION:PT1H",
                                "RRULE:FREQ=WEEKLY;COUNT=3"),
                        event(
                                "SUMMARY:new",
                                "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261109T100000",
                                "DTSTART;TZID=Europe/Berlin:20261110T113000",
                                "DURATION:PT2H")))
                .occurrences(FROM, TO, BERLIN, 9);
        assertEquals(
                List.of("old", "new", "new"),
                occurrences.stream().map(one -> one.event().title()).toList());
        assertEquals(Instant.parse("2026-11-17T10:30:00Z"), occurrences.get(2).startsAt());
        assertEquals(Instant.parse("2026-11-17T12:30:00Z"), occurrences.get(2).endsAt());
        assertEquals("20261116T090000Z", occurrences.get(2).recurrenceId());
    }

    @Test
    void wholeDaysAreThoseOfTheCallersZone() throws CalendarProblem {
        List<Occurrence> days = CalendarObject.parse(
                        text(event("DTSTART;VALUE=DATE:20261123", "RRULE:FREQ=DAILY;COUNT=2;BYHOUR=9")))
                .occurrences(FROM, TO, BERLIN, 9);
        assertEquals(
                List.of("20261123", "20261124"),
                days.stream().map(Occurrence::recurrenceId).toList());
        assertTrue(days.get(0).allDay());
        assertEquals(Instant.parse("2026-11-22T23:00:00Z"), days.get(0).startsAt());
        assertEquals(Instant.parse("2026-11-23T23:00:00Z"), days.get(0).endsAt());
    }

    @Test
    void anEventWithoutLengthAndOneThatEndsBeforeItStartsTakeNoTime() throws CalendarProblem {
        for (String end : List.of("X-NO:end", "DTEND:20261123T060000Z", "DTEND:20261123T050000Z", "DURATION:-PT1H")) {
            Occurrence point = CalendarObject.parse(text(event("DTSTART:20261123T060000Z", end)))
                    .occurrences(FROM, TO, BERLIN, 9)
                    .get(0);
            assertEquals(point.startsAt(), point.endsAt(), end);
        }
    }

    @Test
    void anEndKeepsTheExactLengthAndADurationTheDays() throws CalendarProblem {
        String rule = "RRULE:FREQ=DAILY;COUNT=2";
        Instant from = Instant.parse("2026-10-01T00:00:00Z");
        List<Occurrence> exact = CalendarObject.parse(text(event(
                        "DTSTART;TZID=Europe/Berlin:20261023T120000",
                        "DTEND;TZID=Europe/Berlin:20261024T120000",
                        rule)))
                .occurrences(from, TO, BERLIN, 9);
        assertEquals(Instant.parse("2026-10-25T10:00:00Z"), exact.get(1).endsAt());
        List<Occurrence> nominal = CalendarObject.parse(
                        text(event("DTSTART;TZID=Europe/Berlin:20261023T120000", "DURATION:P1D", rule)))
                .occurrences(from, TO, BERLIN, 9);
        assertEquals(Instant.parse("2026-10-25T11:00:00Z"), nominal.get(1).endsAt());
    }

    @Test
    void anInstanceThatBeganBeforeTheWindowAndStillLastsIsInIt() throws CalendarProblem {
        CalendarObject object =
                CalendarObject.parse(text(event("DTSTART:20261101T220000Z", "DURATION:P3D", "RRULE:FREQ=WEEKLY")));
        Instant later = Instant.parse("2026-11-04T12:00:00Z");
        assertEquals(
                1, object.occurrences(later, later.plusSeconds(60), BERLIN, 1).size());
        Instant over = Instant.parse("2026-11-04T22:00:00Z");
        assertEquals(
                0, object.occurrences(over, over.plusSeconds(60), BERLIN, 1).size());
    }

    @Test
    void itIsKnownWhenASeriesIsOver() throws CalendarProblem {
        Instant time = Instant.parse("2026-11-23T00:00:00Z");
        assertTrue(CalendarObject.parse(text(event("DTSTART:20261101T060000Z"))).endsBefore(time));
        assertFalse(CalendarObject.parse(text(event("DTSTART:20261101T060000Z", "RRULE:FREQ=DAILY")))
                .endsBefore(time));
        assertTrue(CalendarObject.parse(text(event("DTSTART:20261101T060000Z", "RRULE:FREQ=DAILY;COUNT=5")))
                .endsBefore(time));
        assertFalse(CalendarObject.parse(text(event("DTSTART:20261101T060000Z", "RRULE:FREQ=DAILY;COUNT=50")))
                .endsBefore(time));
        assertTrue(
                CalendarObject.parse(text(event("DTSTART:20201101T060000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU;COUNT=5")))
                        .endsBefore(time));
        assertFalse(
                CalendarObject.parse(text(event("DTSTART:20261101T060000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU;COUNT=50")))
                        .endsBefore(time));
        assertFalse(CalendarObject.parse(text(event("DTSTART:20261101T060000Z", "RRULE:FREQ=DAILY;UNTIL=20270101")))
                .endsBefore(time));
    }

    @Test
    void aBrokenEventOfAFeedSpoilsOnlyItself() throws CalendarProblem {
        String feed = text(
                event("DTSTART:20261123T060000Z"),
                event("DTSTART:yesterday").replace("u1", "u2"),
                event("DTSTART:20261124T060000Z", "RRULE:FREQ=SECONDLY").replace("u1", "u3"),
                event("DTSTART:20261125T060000Z").replace("UID:u1\r\n", ""),
                event("DTSTART:20261126T060000Z").replace("u1", "u5"));
        List<CalendarObject> objects = CalendarObject.parseFeed(feed);
        assertEquals(5, objects.size());
        assertEquals(
                List.of("u1", "u5"),
                objects.stream()
                        .filter(object -> object.broken().isEmpty())
                        .map(CalendarObject::uid)
                        .toList());
        CalendarObject broken = objects.stream()
                .filter(object -> object.uid().equals("u2"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "DTSTART: \"yesterday\" is no date or time", broken.broken().orElseThrow());
        assertFalse(broken.endsBefore(Instant.MAX), "nobody may take it for over");
        assertTrue(broken.occurrences(FROM, TO, BERLIN, 9).isEmpty());
    }

    @Test
    void aTextThatEndsEarlyIsNoFeed() {
        String feed = text(event("DTSTART:20261123T060000Z"));
        assertThrows(CalendarProblem.class, () -> CalendarObject.parseFeed(feed.replace("END:VCALENDAR\r\n", "")));
        assertThrows(CalendarProblem.class, () -> CalendarObject.parseFeed("<html>Please log in</html>"));
        assertThrows(CalendarProblem.class, () -> CalendarObject.parseFeed(""));
    }

    @Test
    void anObjectAboutATaskIsPassedOver() {
        CalendarProblem problem = assertThrows(
                CalendarProblem.class, () -> CalendarObject.parse(text("BEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\n")));
        assertTrue(problem.noEvent());
    }

    @Test
    void eachObjectOfAFeedBringsTheZonesItNeeds() throws CalendarProblem {
        String zone =
                "BEGIN:VTIMEZONE\r\nTZID:Haus\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
        CalendarObject object = CalendarObject.parseFeed(text(zone, event("DTSTART;TZID=Haus:20261123T060000")))
                .get(0);
        assertEquals(List.of(" 2026-11-23T01:00:00Z"), starts(object.text()));
    }

    @Test
    void anUnknownZoneIsThatOfTheCaller() throws CalendarProblem {
        assertEquals(List.of(" 2026-11-23T05:00:00Z"), starts(text(event("DTSTART;TZID=Nowhere:20261123T060000"))));
        assertEquals(List.of(" 2026-11-23T05:00:00Z"), starts(text(event("DTSTART:20261123T060000"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "(UTC+03:00) Moscow, St. Petersburg"                              | 03:00
                    (UTC+03:00) Moscow, St. Petersburg                                | 03:00
                    (UTC+03:00) Moscow\\, St. Petersburg\\, Volgograd                 | 03:00
                    (UTC+03:00) Москва, Санкт-Петербург                               | 03:00
                    (UTC-08:00) Pacific Time (US & Canada)                            | 14:00
                    tzone://Microsoft/Utc                                             | 06:00
                    "tzone://Microsoft/Utc"                                           | 06:00
                    """)
    void aZoneThatIsNamedAsOutlookShowsItNeedsNoQuotationMarks(String name, String utc) throws CalendarProblem {
        assertEquals(
                List.of(" 2026-11-23T" + utc + ":00Z"),
                starts(text(event("DTSTART;TZID=" + name + ":20261123T060000"))));
    }

    @Test
    void theOwnZoneOfACalendarIsFoundByANameWithACommaAndAColon() throws CalendarProblem {
        String zone =
                "BEGIN:VTIMEZONE\r\nTZID:(UTC+05:00) Haus\\, Hof\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
        for (String name : List.of("\"(UTC+05:00) Haus, Hof\"", "(UTC+05:00) Haus, Hof", "(UTC+05:00) Haus\\, Hof")) {
            assertEquals(
                    List.of(" 2026-11-23T01:00:00Z"),
                    starts(text(zone, event("DTSTART;TZID=" + name + ":20261123T060000"))));
        }
    }

    @Test
    void aWeekThatLiesInTwoMonthsGivesOnlyTheDaysOfTheMonthsNamed() throws CalendarProblem {
        assertEquals(
                List.of("20261201T090000Z", "20261202T090000Z"),
                CalendarObject.parse(text(event(
                                "DTSTART;TZID=Europe/Berlin:20261201T100000",
                                "RRULE:FREQ=WEEKLY;BYMONTH=12;BYDAY=MO,TU,WE;COUNT=2")))
                        .occurrences(FROM, TO, BERLIN, 9)
                        .stream()
                        .map(Occurrence::recurrenceId)
                        .toList());
        assertEquals(
                List.of("20251001T080000Z", "20251002T080000Z", "20260302T090000Z"),
                CalendarObject.parse(text(event(
                                "DTSTART;TZID=Europe/Berlin:20251001T100000",
                                "RRULE:FREQ=WEEKLY;INTERVAL=2;BYMONTH=10,3;BYDAY=TH,WE,MO")))
                        .occurrences(Instant.parse("2025-09-01T00:00:00Z"), TO, BERLIN, 99)
                        .stream()
                        .map(Occurrence::recurrenceId)
                        .filter(id -> id.matches("2025100[1-9].*|2026030[1-3].*"))
                        .toList());
    }

    @Test
    void aRuleOfAnotherCalendarThanTheGregorianIsRefusedForItsDaysAreOthers() throws CalendarProblem {
        CalendarProblem problem = assertThrows(
                CalendarProblem.class,
                () -> starts(text(event("DTSTART:20261123T060000Z", "RRULE:RSCALE=HEBREW;FREQ=MONTHLY"))));
        assertEquals("RRULE: RSCALE \"HEBREW\" is not supported", problem.getMessage());
        assertEquals(
                2,
                starts(text(event("DTSTART:20261123T060000Z", "RRULE:RSCALE=GREGORIAN;FREQ=MONTHLY")))
                        .size());
    }

    @Test
    void everyWindowsNameMeansAZoneThisMachineKnows() {
        WindowsZones.names().forEach((name, id) -> assertTrue(Zones.database(id).isPresent(), name + " " + id));
        assertTrue(WindowsZones.names().size() > 200);
    }
}

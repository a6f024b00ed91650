package org.convene.attendance;

import static org.convene.attendance.Reports.AFTERWARDS;
import static org.convene.attendance.Reports.RULES;
import static org.convene.attendance.Reports.at;
import static org.convene.attendance.Reports.call;
import static org.convene.attendance.Reports.guests;
import static org.convene.attendance.Reports.ivan;
import static org.convene.attendance.Reports.of;
import static org.convene.attendance.Reports.row;
import static org.convene.attendance.Reports.sheet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who was there, when, how surely, and what it means. */
class AttendanceSheetTest {

    @ParameterizedTest(name = "from minute {0} to {1}: {2}, {3} min")
    @CsvSource({
        "-10, 50, present, 45",
        "5, 40, present, 35",
        "5.1, 45, late, 40",
        "0, 39.9, left-early, 40",
        "10, 30, late-and-left-early, 20",
        "20, 20.9, absent, 1",
        "-10, 0, absent, 0",
        "45, 60, absent, 0"
    })
    void statusFollowsFromComingAndGoing(double from, double to, String status, long minutes) {
        Attendee ivan = of(sheet(ivan(from, to)), "s-1");
        assertEquals(status, ivan.status().word());
        assertEquals(minutes, ivan.minutes());
    }

    @Test
    void whoLookedInEarlyAndCameBackLateIsLate() {
        Attendee ivan = of(sheet(ivan(-20, -15), ivan(12, 45)), "s-1");
        assertEquals(Status.LATE, ivan.status());
        assertEquals(33, ivan.minutes());
        assertEquals(38, ivan.totalMinutes());
        assertEquals(at(-20), ivan.firstSeen());
    }

    @ParameterizedTest(name = "with {0} % asked for, {1} minutes are {2}")
    @CsvSource({"50, 22, absent", "50, 23, present", "100, 44.9, absent", "100, 45, present", "0, 0.1, present"})
    void presentAtLeastMayBeAShare(String percent, double minutes, String status) {
        JsonNode seen = call(ivan(0, minutes));
        AttendanceRules lenient = new AttendanceRules(
                RULES.lateAfter(),
                Duration.ofHours(1),
                Reports.rules(percent).presentAtLeast(),
                RULES.before(),
                RULES.after());
        AttendanceSheet sheet = Reports.sheet(seen, lenient, AFTERWARDS);
        assertEquals(status, of(sheet, "s-1").status().word());
    }

    @Test
    void reconnectingCountsOnce() {
        Attendee ivan = of(sheet(ivan(0, 20), ivan(18, 30), ivan(18, 30), ivan(32, 45)), "s-1");
        assertEquals(43, ivan.minutes());
        assertEquals(List.of(new Interval(at(0), at(30)), new Interval(at(32), at(45))), ivan.intervals());
    }

    @Test
    void theIdCountsBeforeTheAddressAndTheAddressBeforeTheName() {
        AttendanceSheet sheet = sheet(
                row("s-1", "a.petrova@school.example", "Anna Petrova", 0, 10),
                row("unknown", " A.Petrova@School.example ", "Ivan Ivanov", 10, 20),
                row(null, null, "IVANOV,  Ivan", 20, 30));
        Attendee ivan = of(sheet, "s-1");
        assertEquals(20, ivan.minutes());
        assertEquals(MatchedBy.NAME, ivan.matchedBy(), "ten of the minutes rest on the name alone");
        assertEquals(10, of(sheet, "t-1").minutes());
        assertEquals(MatchedBy.EMAIL, of(sheet, "t-1").matchedBy());
        assertEquals(List.of(), guests(sheet));
    }

    @Test
    void aSecondDeviceThatAddsNothingDoesNotLowerTheConfidence() {
        Attendee ivan = of(sheet(ivan(0, 45), row(null, null, "Ivan Ivanov", 10, 20)), "s-1");
        assertEquals(MatchedBy.EXTERNAL_USER_ID, ivan.matchedBy());
        assertEquals(1.0, ivan.matchedBy().confidence());
    }

    @Test
    void aNameThatFitsTwoIsNeitherOfThem() {
        AttendanceSheet sheet = sheet(row(null, null, "Maria Orlova", 0, 45));
        assertEquals(Status.ABSENT, of(sheet, "s-2").status());
        assertEquals(Status.ABSENT, of(sheet, "s-3").status());
        assertNull(of(sheet, "s-2").matchedBy());
        assertEquals(
                List.of("Maria Orlova"),
                guests(sheet).stream().map(Attendee::name).toList());
    }

    @Test
    void aGuestIsOnePersonHoweverOftenTheyCome() {
        AttendanceSheet sheet = sheet(
                row(null, null, "Dr. Who", 0, 10),
                row("g-1", "who@x.example", "Dr. Who", 10, 20),
                row(null, "who@x.example", null, 20, 30),
                row(null, null, null, 0, 5));
        List<Long> minutes =
                guests(sheet).stream().map(Attendee::minutes).sorted().toList();
        assertEquals(List.of(5L, 30L), minutes);
    }

    @Test
    void whoNeverLeftStayedUntilTheCallWasOver() {
        JsonNode stayed = ivan(5, 6).without("leftAt");
        Attendee ivan = of(sheet(stayed), "s-1");
        assertEquals(40, ivan.minutes());
        assertEquals(at(Reports.LENGTH + 20), ivan.lastSeen());
    }

    @Test
    void whatLiesOutsideOfTheWindowBelongsToSomethingElse() {
        Attendee ivan = of(sheet(ivan(-300, -200), ivan(-40, 10)), "s-1");
        assertEquals(at(-30), ivan.firstSeen());
        assertEquals(10, ivan.minutes());
    }

    @Test
    void nobodyIsAbsentBeforeTheReportIsThere() {
        ObjectNode without = call();
        ((ObjectNode) without.at("/calls/c-1")).remove("presence");
        for (JsonNode seen : List.of(MissingNode.getInstance(), without.objectNode(), without)) {
            AttendanceSheet sheet = Reports.sheet(seen, RULES, AFTERWARDS);
            assertFalse(sheet.complete());
            assertTrue(sheet.why().matches("(No call|The report).* yet\\."), sheet.why());
            assertEquals(
                    List.of(Status.UNKNOWN),
                    sheet.people().stream().map(Attendee::status).distinct().toList());
        }
    }

    @Test
    void whileACallGoesOnNobodyHasLeft() {
        ObjectNode seen = call(ivan(0, 10).without("leftAt"), row("t-1", null, "Anna", 0, 10));
        ObjectNode call = (ObjectNode) seen.at("/calls/c-1");
        call.put("active", true).remove("finishedAt");
        AttendanceSheet sheet = Reports.sheet(seen, RULES, at(30));
        assertEquals("The lesson is not over yet.", sheet.why());
        assertEquals(30, of(sheet, "s-1").minutes());
        assertEquals(Status.PRESENT, of(sheet, "t-1").status());
        AttendanceSheet later = Reports.sheet(seen, RULES, at(50));
        assertEquals("A call of this lesson is still going on.", later.why());
    }

    @Test
    void aCallOfAnotherDayInTheSameRoomDecidesNothing() {
        ObjectNode seen = call(ivan(0, 45));
        seen.withObject("/calls/c-0")
                .put("startedAt", at(-3000).toString())
                .put("finishedAt", at(-2900).toString());
        assertTrue(Reports.sheet(seen, RULES, AFTERWARDS).complete());
        seen.withObject("/calls").remove("c-1");
        assertFalse(Reports.sheet(seen, RULES, AFTERWARDS).complete());
    }

    @Test
    void aReportOfAnyShapeIsSurvived() {
        ObjectNode seen = call(ivan(0, 45));
        seen.withObject("/calls")
                .put("c-2", "garbage")
                .putNull("c-3")
                .putObject("c-4")
                .put("presence", 7);
        seen.withObject("/calls")
                .putObject("c-5")
                .putArray("presence")
                .add("text")
                .addNull()
                .addArray();
        AttendanceSheet sheet = Reports.sheet(seen, RULES, AFTERWARDS);
        assertEquals(45, of(sheet, "s-1").minutes());
        assertEquals(3, sheet.unusable());
        assertFalse(sheet.complete(), "the report of c-4 may still come");
    }

    @Test
    void anEndlessNameWithControlCharactersIsCutAndPlain() {
        String name = "a\u0000b\tc\n".repeat(200);
        Attendee guest = guests(sheet(row(null, null, name, 0, 10))).get(0);
        assertTrue(guest.name().length() <= 200);
        assertTrue(guest.name().startsWith("a b c"));
    }

    @Test
    void whoComesUnderAnotherAddressOfTheirsIsOnTheRosterAllTheSame() {
        JsonNode seen = Reports.call(Reports.row(null, "Vanya@home.example", "Vanya", 0, 45));
        Map<String, String> directory = Map.of(
                "vanya@home.example",
                "person-7",
                "i@school.example",
                "person-7",
                "a.petrova@school.example",
                "person-8");
        AttendanceSheet sheet = Reports.sheet(seen, RULES, AFTERWARDS, emails -> directory);
        assertEquals(45, of(sheet, "s-1").minutes());
        assertEquals(MatchedBy.DIRECTORY, of(sheet, "s-1").matchedBy());
        assertEquals(List.of(), Reports.guests(sheet));
        assertEquals(1, Reports.guests(Reports.sheet(seen, RULES, AFTERWARDS)).size());
    }

    @Test
    void aReportWithoutStrangersAsksNobody() {
        JsonNode seen = Reports.call(Reports.row(null, "I@School.example", "Vanya", 0, 45));
        AttendanceSheet sheet = Reports.sheet(seen, RULES, AFTERWARDS, emails -> {
            throw new AssertionError(emails);
        });
        assertEquals(MatchedBy.EMAIL, of(sheet, "s-1").matchedBy());
    }
}

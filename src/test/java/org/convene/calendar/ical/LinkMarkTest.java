package org.convene.calendar.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Named.named;

import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.CalendarOutputter;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkMarkTest {

    private static final String LINK = "https://hub.example/join/abcdefghijklmnopqrstuvwxyz0123456789";

    private static String object(String... lines) {
        return "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261123T060000Z\r\n" + String.join("\r\n", lines)
                + (lines.length > 0 ? "\r\n" : "") + "END:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    @Test
    void theLinkStandsInTheConferenceTheUrlAndTheDescription() throws CalendarProblem {
        String marked = LinkMark.marked(object("DESCRIPTION:Bring cake"), LINK);
        Component event = Component.read(marked).get(0).components("VEVENT").get(0);
        assertEquals(LINK, event.text("URL"));
        assertEquals(LINK, event.line("CONFERENCE").orElseThrow().value());
        assertEquals("VIDEO", event.line("CONFERENCE").orElseThrow().parameter("FEATURE"));
        assertEquals("Bring cake\nVideo meeting: " + LINK + " (Convene)", event.text("DESCRIPTION"));
        assertTrue(LinkMark.isMarked(marked, LINK));
        assertFalse(LinkMark.isMarked(marked, LINK + "x"));
        assertEquals(
                "Bring cake",
                CalendarObject.parse(marked).event().description(),
                "our own mark is no change of the event");
        assertTrue(CalendarObject.parse(marked).event().conferences().isEmpty());
    }

    @Test
    void noLineIsLongerThanSeventyFiveOctets() {
        String marked = LinkMark.marked(object("DESCRIPTION:kurz"), LINK + "/" + "x".repeat(200));
        assertTrue(Arrays.stream(marked.split("\r\n")).allMatch(line -> line.length() <= 75), marked);
    }

    @Test
    void aUrlOfTheUsersOwnStays() {
        String text = object("URL:https://wiki.example/page");
        String marked = LinkMark.marked(text, LINK);
        assertTrue(marked.contains("URL:https://wiki.example/page\r\n"));
        assertFalse(marked.contains("URL;X-CONVENE"));
        assertEquals(text, LinkMark.unmarked(marked));
    }

    @Test
    void theReminderKeepsItsWordsAndAttendeesTheirAnswers() {
        String text = object(
                "ATTENDEE;PARTSTAT=ACCEPTED;CN=\"B; C\":mailto:b@c.example",
                "SEQUENCE:3",
                "DTSTAMP:20260101T000000Z",
                "BEGIN:VALARM",
                "DESCRIPTION:Reminder",
                "END:VALARM");
        String marked = LinkMark.marked(text, LINK);
        for (String line : text.split("\r\n")) {
            assertTrue(marked.contains(line + "\r\n"), line);
        }
        assertTrue(marked.indexOf("CONFERENCE") < marked.indexOf("BEGIN:VALARM"), "properties stand before components");
        assertEquals(text, LinkMark.unmarked(marked));
    }

    @Test
    void aServerThatFoldsAndSortsAnewDoesNotHideTheMark() {
        String marked = LinkMark.marked(object("DESCRIPTION:Bring cake"), LINK);
        String unfolded = marked.replace("\r\n ", "");
        String refolded = unfolded.replace("Video me", "Vid\r\n eo me").replace("CONFERENCE;", "CONFERE\r\n\tNCE;");
        assertTrue(LinkMark.isMarked(refolded, LINK));
        assertEquals(object("DESCRIPTION:Bring cake"), LinkMark.unmarked(refolded));
    }

    @Test
    void aServerThatDropsUnknownParametersDoesNotKeepTheLinkForEver() {
        String marked = LinkMark.marked(object("DESCRIPTION:Bring cake"), LINK).replace(";X-CONVENE=1", "");
        assertEquals(object("DESCRIPTION:Bring cake"), LinkMark.unmarked(marked));
    }

    @Test
    void whatThePersonWroteAroundTheMarkStays() {
        String marked = LinkMark.marked(object("DESCRIPTION:Bring cake"), LINK).replace("\r\n ", "");
        String edited = marked.replace("(Convene)", "(Convene)\\nand tea");
        assertEquals(object("DESCRIPTION:Bring cake\\nand tea"), LinkMark.unmarked(edited));
        String ours = LinkMark.marked(object(), LINK).replace("\r\n ", "").replace("(Convene)", "(Convene)\\nand tea");
        assertEquals(object("DESCRIPTION:and tea"), LinkMark.unmarked(ours));
    }

    @Test
    void aNewLinkTakesThePlaceOfTheOld() {
        String old = LinkMark.marked(object("DESCRIPTION:x"), LINK);
        assertEquals(
                LinkMark.marked(object("DESCRIPTION:x"), "https://other.example/j"),
                LinkMark.marked(old, "https://other.example/j"));
    }

    @Test
    void everyEventOfTheSeriesIsMarked() {
        String two = object().replace(
                        "END:VEVENT\r\n",
                        "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20261123T060000Z\r\nEND:VEVENT\r\n");
        String marked = LinkMark.marked(two, LINK);
        assertEquals(3, marked.split("CONFERENCE;", -1).length);
        assertTrue(LinkMark.isMarked(marked, LINK));
        assertFalse(
                LinkMark.isMarked(marked.replaceFirst("(?s)DESCRIPTION.*?END:VEVENT", "END:VEVENT"), LINK),
                "one lost all of it");
    }

    @Test
    void textsThatAreNotPlainGetNoLine() {
        String quoted = object("DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC=\r\n=C3=9Fe");
        String marked = LinkMark.marked(quoted, LINK);
        assertTrue(marked.contains("DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC=\r\n=C3=9Fe\r\n"));
        assertFalse(marked.contains("(Convene)"));
        assertEquals(quoted, LinkMark.unmarked(marked));
        String halfAnEscape = object("DESCRIPTION:C:\\");
        assertFalse(LinkMark.marked(halfAnEscape, LINK).contains("(Convene)"));
    }

    @Test
    void aLinkThatCouldEndTheLineIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> LinkMark.marked(object(), "https://a.example/\r\nATTENDEE:mailto:x@y"));
    }

    @Test
    void aPersonsOwnCopyOfTheLinkStays() {
        String url = object("URL:" + LINK);
        assertEquals(url, LinkMark.unmarked(LinkMark.marked(url, LINK)));
        String conference = object("CONFERENCE;VALUE=URI:" + LINK);
        assertEquals(conference, LinkMark.unmarked(LinkMark.marked(conference, LINK)));
    }

    @Test
    void theLinkIsFoundWhenParametersAndTheLineAreGone() {
        String left = LinkMark.marked(object("DESCRIPTION:Bring cake"), LINK)
                .replace("\r\n ", "")
                .replace(";X-CONVENE=1", "")
                .replaceAll("\\\\nVideo meeting[^\r]*", "");
        assertTrue(LinkMark.isMarked(left, LINK), "a person who deletes the line is not written to again");
        assertEquals(object("DESCRIPTION:Bring cake"), LinkMark.unmarked(left));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONFERENCE;VALUE=URI;LABEL=Video meeting:https://meet.example/join/anna",
                "CONFERENCE;VALUE=URI;LABEL=Our hall:https://hub.example/join/abcdefghijklmnopqrstuvwxyz0123456789",
                "CONFERENCE;VALUE=URI;LABEL=Video meeting:https://meet.example/abcdefghijklmnopqrstuvwxyz0123456789"
            })
    void aConferenceOfAnotherServiceStays(String conference) {
        String text = object(conference);
        assertEquals(text, LinkMark.unmarked(text));
        assertFalse(LinkMark.isMarked(text, conference.substring(conference.indexOf("https:"))));
    }

    @Test
    void aClientThatEscapesColonsOrLeavesABlankDoesNotHideTheLine() {
        String marked = LinkMark.marked(object("DESCRIPTION:Bring cake"), LINK).replace("\r\n ", "");
        String escaped = marked.replace("meeting: https:", "meeting\\: https\\:");
        assertEquals(object("DESCRIPTION:Bring cake"), LinkMark.unmarked(escaped));
        assertTrue(LinkMark.isMarked(escaped, LINK));
        assertEquals(object("DESCRIPTION:Bring cake"), LinkMark.unmarked(marked.replace("(Convene)", "(Convene) ")));
    }

    /** ical4j writes all properties anew, in its own folding and with its own escapes. */
    @Test
    void anotherProgramThatWritesTheWholeTextAnewDoesNotHideTheMark() throws Exception {
        String text = object(
                        "DESCRIPTION;LANGUAGE=de:Kuchen\\, Tee\\; Größe: 3 m\\n" + "ä".repeat(60),
                        "SUMMARY:x",
                        "BEGIN:VALARM",
                        "TRIGGER:-PT5M",
                        "ACTION:DISPLAY",
                        "DESCRIPTION:ring",
                        "END:VALARM")
                .replace("BEGIN:VEVENT", "VERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT");
        String anew = writtenAnew(LinkMark.marked(text, LINK));
        assertTrue(LinkMark.isMarked(anew, LINK), anew);
        assertEquals(writtenAnew(text), writtenAnew(LinkMark.unmarked(anew)));
    }

    private static String writtenAnew(String text) throws Exception {
        StringWriter anew = new StringWriter();
        new CalendarOutputter(false).output(new CalendarBuilder().build(new StringReader(text)), anew);
        return anew.toString();
    }

    @ParameterizedTest
    @MethodSource("textsThatTakeLong")
    void aTextMadeToTakeLongTakesNoLongerThanAnother(String text) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> LinkMark.unmarked(LinkMark.marked(text, LINK)));
    }

    /** Read in quadratic time, each of them takes minutes. */
    static Stream<Named<String>> textsThatTakeLong() {
        int many = 300_000;
        return Stream.of(
                named("CR without end", object("X:" + "\r".repeat(many))),
                named(
                        "BEGIN and END that do not fit",
                        object("BEGIN:A\n".repeat(many / 4) + "END:B\n".repeat(many / 4))),
                named("backslashes", object("DESCRIPTION:" + "\\".repeat(many) + "nVideo meeting: a (Convene)")),
                named("escaped colons", object("DESCRIPTION:Video meeting: " + "a\\:".repeat(many / 3))),
                named("almost marks", object("DESCRIPTION:" + "\\nVideo meeting: aaaa".repeat(many / 20))),
                named("marks", object("DESCRIPTION:" + "\\nVideo meeting: a (Convene)".repeat(many / 28))),
                named("folds", object("DESCRIPTION:" + "\r\n ".repeat(many / 3) + "Video meeting: a (Convene)")),
                named("quotation marks", object(";\"".repeat(many / 2) + ":x")));
    }
}

package org.convene.calendar.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

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
}

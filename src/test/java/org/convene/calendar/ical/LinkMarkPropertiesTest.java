package org.convene.calendar.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Whatever a calendar looks like, the link goes in and comes out without a trace. */
class LinkMarkPropertiesTest {

    private static final String LINK =
            "https://hub.example/join/abcdefghijklmnopqrstuvwxyz0123456789-_abcdefghijklmnopq";

    @Property(tries = 500)
    void theMarkIsTakenOutByteForByte(@ForAll("calendars") String text) {
        String marked = LinkMark.marked(text, LINK);
        assertEquals(text, LinkMark.unmarked(text), "nothing of ours is in it");
        assertEquals(text, LinkMark.unmarked(marked));
        assertEquals(marked, LinkMark.marked(marked, LINK), "a second time changes nothing");
        assertTrue(LinkMark.isMarked(marked, LINK));
    }

    @Property(tries = 500)
    void allThatStoodThereStillStandsThereInItsOrder(@ForAll("calendars") String text) {
        String marked = LinkMark.marked(text, LINK);
        int at = 0;
        for (String line : text.split("(?<=\n)")) {
            String words = line.replaceAll("[\r\n]+$", "");
            int found = marked.indexOf(words, at);
            assertTrue(found >= at, words);
            at = found + words.length();
        }
    }

    @Property(tries = 500)
    void aTextFoldedAnewLosesTheMarkAllTheSame(
            @ForAll("calendars") String text, @ForAll @IntRange(min = 1, max = 80) int width) {
        String anew = written(unfolded(LinkMark.marked(text, LINK)), List.of("\r\n"), width, "\t");
        assertTrue(LinkMark.isMarked(anew, LINK), anew);
        assertEquals(unfolded(ended(text)), unfolded(LinkMark.unmarked(anew)));
    }

    private static String ended(String text) {
        return text.endsWith("\n") ? text : text + "\r\n";
    }

    @Property(tries = 300)
    void whatIsNoEventIsNotMarked(@ForAll("calendars") String text, @ForAll("others") String other) {
        String none = text.replace("VEVENT", other);
        assertEquals(none, LinkMark.marked(none, LINK));
        String cut = text.substring(0, text.indexOf("UID"));
        assertEquals(cut, LinkMark.marked(cut, LINK), "a text that ends early");
    }

    @Property(tries = 300)
    void noCharacterIsSplitByAFold(@ForAll("words") String words) {
        for (String part :
                LinkMark.folded(words.replaceAll("[\r\n]", ""), 0, "\r\n").split("\r\n")) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            assertTrue(bytes.length <= 75);
            assertEquals(part, new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Provide
    Arbitrary<String> calendars() {
        Arbitrary<String> line = Arbitraries.oneOf(
                words().map(words -> "DESCRIPTION:" + words),
                words().map(words -> "DESCRIPTION;LANGUAGE=de;ALTREP=\"cid:part1;x:y\":" + words),
                words().map(words -> "X-ALT-DESC;FMTTYPE=text/html:<p>" + words),
                words().map(words -> "SUMMARY:" + words),
                words().map(words -> "COMMENT:" + words),
                Arbitraries.of(
                        "URL:https://wiki.example/a",
                        "CONFERENCE;VALUE=URI:https://other.example/x",
                        "description:small",
                        "DESCRIPTION:",
                        "DESCRIPTION:ends\\",
                        "DESCRIPTION:ends\\\\",
                        "DESCRIPTION:ends\\n",
                        "DESCRIPTION",
                        "url:" + LINK,
                        "CONFERENCE;VALUE=URI:" + LINK,
                        "Description;Language=de:klein und \\, groß",
                        "BEGIN:VALARM\nACTION:EMAIL\nDESCRIPTION:\nSUMMARY:x\nURL:https://a.example\nEND:VALARM",
                        "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:a=\r\nb=3D",
                        "no colon at all",
                        "",
                        " ",
                        "ATTENDEE;CN=\"Müller: A\";PARTSTAT=DECLINED:mailto:a@b.example",
                        "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:ring\nEND:VALARM",
                        "X-FOO;P=\"a;b:c\":d"));
        Arbitrary<String> event = line.list()
                .ofMaxSize(8)
                .map(lines -> "BEGIN:VEVENT\nUID:1\nDTSTART:20261123T060000Z\n"
                        + lines.stream().map(each -> each + "\n").reduce("", String::concat) + "END:VEVENT\n");
        Arbitrary<String> other = others().map(
                        name -> "BEGIN:" + name + "\nDESCRIPTION:stays\nURL:https://a.example\nEND:" + name + "\n");
        Arbitrary<String> components = Arbitraries.frequencyOf(Tuple.of(3, event), Tuple.of(1, other))
                .list()
                .ofMaxSize(3)
                .map(parts -> String.join("", parts));
        Arbitrary<List<String>> lineBreaks =
                Arbitraries.of("\n", "\r\n", "\r\r\n").list().ofMinSize(1).ofMaxSize(3);
        return Combinators.combine(
                        components,
                        event,
                        lineBreaks,
                        Arbitraries.of("", "\uFEFF"),
                        Arbitraries.of(0, 20, 40, 75),
                        Arbitraries.of(" ", "\t"),
                        Arbitraries.of(true, false))
                .as((before, last, breaks, begin, width, space, ended) -> {
                    String lines = "BEGIN:VCALENDAR\nVERSION:2.0\n" + before + last + "END:VCALENDAR\n";
                    String text = begin + written(lines, breaks, width, space);
                    return ended ? text : text.stripTrailing();
                });
    }

    @Provide
    Arbitrary<String> others() {
        return Arbitraries.of("VTODO", "VJOURNAL", "VTIMEZONE", "X-EVENT");
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                        "a",
                        "Zoë",
                        "😀",
                        "\\n",
                        "\\N",
                        "\\,",
                        "\\;",
                        "\\\\",
                        ":",
                        ";",
                        ",",
                        " ",
                        "\"",
                        "Video meeting: ",
                        "(Convene)",
                        "日本語",
                        "https://x.example/",
                        "\t",
                        "=20",
                        "x".repeat(30))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts))
                .filter(words -> !words.matches("(?s).*Video meeting: \\S+ \\(Convene\\).*"));
    }

    /** Unfolded, and each line ends in CRLF. */
    private static String unfolded(String text) {
        return text.replaceAll("\\r*\\n[ \\t]", "").replaceAll("\\r*\\n", "\r\n");
    }

    private static String written(String text, List<String> lineBreaks, int width, String space) {
        StringBuilder written = new StringBuilder();
        int ended = 0;
        for (String line : text.lines().toList()) {
            int used = 0;
            for (int c : line.codePoints().toArray()) {
                if (width > 0 && used == width) {
                    written.append(lineBreaks.get(ended++ % lineBreaks.size())).append(space);
                    used = 0;
                }
                written.appendCodePoint(c);
                used++;
            }
            written.append(lineBreaks.get(ended++ % lineBreaks.size()));
        }
        return written.toString();
    }
}

package org.convene.calendar.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
        return Combinators.combine(
                        event.list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of("\n", "\r\n", "\r\r\n"),
                        Arbitraries.of("", "\uFEFF"),
                        Arbitraries.of(0, 20, 40, 75),
                        Arbitraries.of(" ", "\t"))
                .as((events, lineBreak, begin, width, space) -> begin
                        + written(
                                "BEGIN:VCALENDAR\nVERSION:2.0\n" + String.join("", events) + "END:VCALENDAR\n",
                                lineBreak,
                                width,
                                space));
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

    private static String written(String text, String lineBreak, int width, String space) {
        StringBuilder written = new StringBuilder();
        List<String> lines = Arrays.asList(text.split("\r?\n", -1)).subList(0, text.split("\r?\n", -1).length - 1);
        for (String line : lines) {
            int used = 0;
            for (int c : line.codePoints().toArray()) {
                if (width > 0 && used == width) {
                    written.append(lineBreak).append(space);
                    used = 0;
                }
                written.appendCodePoint(c);
                used++;
            }
            written.append(lineBreak);
        }
        return written.toString();
    }
}

package org.convene.calendar.ical;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CalendarTextTest {

    @Test
    void aFoldInsideACharacterDoesNotBreakIt() throws CalendarProblem {
        String title = "Zoë trifft 日本語 und 😀";
        String text =
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261123T060000Z\r\nSUMMARY:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        byte[] words = title.getBytes(StandardCharsets.UTF_8);
        for (int width = 1; width < 8; width++) {
            ByteArrayOutputStream folded = new ByteArrayOutputStream();
            folded.writeBytes(text.substring(0, text.indexOf("%s")).getBytes(StandardCharsets.UTF_8));
            for (int at = 0; at < words.length; at++) {
                if (at > 0 && at % width == 0) {
                    folded.writeBytes("\r\n ".getBytes(StandardCharsets.UTF_8));
                }
                folded.write(words[at]);
            }
            folded.writeBytes(text.substring(text.indexOf("%s") + 2).getBytes(StandardCharsets.UTF_8));
            assertEquals(
                    title,
                    CalendarObject.parse(CalendarText.of(folded.toByteArray()))
                            .event()
                            .title());
        }
    }

    @Test
    void textThatIsInOrderStaysAsItIs() {
        String text = "SUMMARY:Zoë\r\n und\r\n\tmehr\n\r\n";
        assertEquals(text, CalendarText.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}

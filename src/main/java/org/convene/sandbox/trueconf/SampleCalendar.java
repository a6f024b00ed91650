package org.convene.sandbox.trueconf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Content;

/** A calendar that somebody published, for the demo: series of meetings of the sandbox's people, this week and always. */
final class SampleCalendar {
    private static final String FILE = "/sandbox/meetings.ics";

    private SampleCalendar() {}

    static Answer published() {
        try (InputStream file = SampleCalendar.class.getResourceAsStream(FILE)) {
            return new Answer(
                    200, Map.of("Content-Type", "text/calendar; charset=utf-8"), Content.of(file.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

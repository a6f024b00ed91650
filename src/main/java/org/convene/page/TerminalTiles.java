package org.convene.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.convene.terminal.TerminalStatus;

/** What pages show of a terminal, as the stream brings it to their script: the words are the same as in the page. */
@Singleton
public class TerminalTiles {
    private final PageTimes times;
    private final ObjectMapper json;

    public TerminalTiles(PageTimes times, ObjectMapper json) {
        this.times = times;
        this.json = json;
    }

    TerminalTile of(TerminalStatus status) {
        return TerminalTile.of(status, times);
    }

    /** The tile as JSON. */
    public String text(TerminalStatus status) {
        return json.valueToTree(of(status)).toString();
    }
}

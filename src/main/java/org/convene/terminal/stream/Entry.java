package org.convene.terminal.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.convene.terminal.TerminalEvent;

/**
 * An event as readers get it, written once for all of them.
 *
 * @param name fit for a line of a stream, whatever the terminal said
 * @param json {@code {id, terminal, number, at, event, body}} in UTF-8
 */
record Entry(EventId id, String terminal, String name, byte[] json) {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

    static Entry of(EventId id, TerminalEvent event) {
        String name = HARMLESS.matcher(event.name()).matches() ? event.name() : TerminalEvent.UNKNOWN;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id.toString())
                .put("terminal", event.terminal())
                .put("number", event.number())
                .put("at", event.at().toString())
                .put("event", name)
                .set("body", event.body());
        return new Entry(id, event.terminal(), name, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Stands where events stood that the reader was too late for.
     *
     * @param id the last of them
     */
    static Entry gap(EventId id, String terminal, String why) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id.toString());
        if (!terminal.isEmpty()) {
            json.put("terminal", terminal);
        }
        json.put("event", TerminalEvent.GAP).putObject("body").put("why", why);
        return new Entry(id, terminal, TerminalEvent.GAP, json.toString().getBytes(StandardCharsets.UTF_8));
    }
}

package org.convene.terminal.visit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.convene.ops.Settings;
import org.convene.terminal.TrueConfId;
import org.convene.terminal.session.TerminalSettings;

/** Which terminal stands in the room that an event of a calendar invites, by the room's mail address. */
@Singleton
public class MeetingRooms {
    private final Map<String, TerminalSettings> byAddress = new TreeMap<>();
    private final Map<String, TerminalSettings> byName = new TreeMap<>();

    public MeetingRooms(Settings settings) {
        TerminalSettings.all(settings).forEach(terminal -> {
            byName.put(terminal.name(), terminal);
            terminal.address().ifPresent(address -> byAddress.put(address, terminal));
        });
    }

    /** Attendees that are rooms of ours get the field {@code terminal}, and are a {@code ROOM} whatever the calendar calls them. */
    public void mark(ObjectNode event) {
        for (JsonNode attendee : event.path("attendees")) {
            TerminalSettings terminal =
                    byAddress.get(attendee.path("email").asText("").toLowerCase(Locale.ROOT));
            if (terminal != null) {
                ((ObjectNode) attendee).put("terminal", terminal.name()).put("cutype", "ROOM");
            }
        }
    }

    /** The account with which the terminal is signed in at the vendor. */
    Optional<String> login(String terminal) {
        return Optional.ofNullable(byName.get(terminal)).flatMap(TerminalSettings::login);
    }

    /** Whether the account is that of some terminal, and no person's. */
    boolean isTerminal(String login) {
        return byName.values().stream()
                .flatMap(terminal -> terminal.login().stream())
                .anyMatch(known -> TrueConfId.account(known).equalsIgnoreCase(TrueConfId.account(login)));
    }
}

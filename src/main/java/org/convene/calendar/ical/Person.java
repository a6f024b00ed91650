package org.convene.calendar.ical;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * Somebody or something an event names: its ORGANIZER or an ATTENDEE (RFC 5545 §3.8.4).
 *
 * @param email the address in small letters, without {@code mailto:}; empty if the calendar gives none
 * @param name CN, or empty
 * @param participation PARTSTAT, such as ACCEPTED or DECLINED; NEEDS-ACTION if not said
 * @param kind CUTYPE: INDIVIDUAL if not said, GROUP, RESOURCE, ROOM, UNKNOWN
 * @param role ROLE: REQ-PARTICIPANT if not said, CHAIR, OPT-PARTICIPANT, NON-PARTICIPANT
 * @param scheduling SCHEDULE-AGENT (RFC 6638 §7.1): SERVER if not said (the calendar server sends the mail), CLIENT, NONE
 */
public record Person(String email, String name, String participation, String kind, String role, String scheduling) {

    static Person of(ContentLine line) {
        return new Person(
                email(line),
                line.parameter("CN").strip(),
                word(line, "PARTSTAT", "NEEDS-ACTION"),
                word(line, "CUTYPE", "INDIVIDUAL"),
                word(line, "ROLE", "REQ-PARTICIPANT"),
                word(line, "SCHEDULE-AGENT", "SERVER"));
    }

    /** The address is the value; servers that write a path or a UUID there say it in EMAIL (RFC 7986 §6.2). */
    private static String email(ContentLine line) {
        String value = line.value().strip();
        if (value.regionMatches(true, 0, "mailto:", 0, 7)) {
            value = value.substring(7);
        } else if (!line.parameter("EMAIL").isBlank()) {
            value = line.parameter("EMAIL");
        }
        int at = value.indexOf('@');
        boolean address = at > 0 && value.indexOf(':') < 0 && value.indexOf(' ') < 0 && at < value.length() - 1;
        return address ? value.strip().toLowerCase(Locale.ROOT) : "";
    }

    private static String word(ContentLine line, String parameter, String usual) {
        String word = line.parameter(parameter).strip().toUpperCase(Locale.ROOT);
        return word.isEmpty() ? usual : word;
    }

    ObjectNode toJson() {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.put("email", email).put("name", name).put("partstat", participation);
        return person.put("cutype", kind).put("role", role).put("scheduleAgent", scheduling);
    }
}

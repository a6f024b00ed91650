package org.convene.terminal.visit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.convene.terminal.TrueConfId;

/**
 * The invitation that a terminal was promised: whatever else rings, people in the room answer.
 *
 * @param visit  the booking's id
 * @param room   the conference's id at the vendor
 * @param owner  who owns the conference and so invites
 * @param title  the conference's title
 */
record Expected(String visit, String room, String owner, String title, Instant since) {
    private static final Duration RINGS = Duration.ofSeconds(60);

    /** Whether an {@code inviteReceived} is this one: by the conference's id, or by its title together with its owner. */
    boolean is(JsonNode invite, Instant now) {
        String conference = invite.path("confId").asText("");
        String inviter = invite.path("peerId").asText("");
        boolean byId = !room.isEmpty()
                && (conference.startsWith(room) || TrueConfId.account(inviter).equals(room));
        boolean byName = title.equals(invite.path("confTitle").asText())
                && TrueConfId.account(inviter).equalsIgnoreCase(TrueConfId.account(owner));
        return now.isBefore(since.plus(RINGS)) && (byId || byName);
    }
}

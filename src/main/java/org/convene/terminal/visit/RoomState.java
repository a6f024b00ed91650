package org.convene.terminal.visit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one terminal's visit to one conference; kept in the row, so that a hub that was restarted goes on.
 *
 * @param phase        how far it is
 * @param invitedAt    when the vendor was last asked to call it
 * @param conferenceId the conference as the terminal calls it, once it is in
 * @param words        why it is not in, for people
 */
record RoomState(Phase phase, Optional<Instant> invitedAt, Optional<String> conferenceId, Optional<String> words) {
    enum Phase {
        AWAITED,
        IN,
        /** People in the room left, or took the terminal for something else after it was in. It is theirs. */
        LEFT,
        /** Nobody came. */
        RELEASED,
        OVER
    }

    static RoomState first() {
        return new RoomState(Phase.AWAITED, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static RoomState of(ObjectNode json) {
        return new RoomState(
                Phase.valueOf(json.path("phase").asText(Phase.AWAITED.name())),
                Optional.of(json.path("invitedAt").asText(""))
                        .filter(text -> !text.isEmpty())
                        .map(Instant::parse),
                Optional.of(json.path("conferenceId").asText("")).filter(text -> !text.isEmpty()),
                Optional.of(json.path("words").asText("")).filter(text -> !text.isEmpty()));
    }

    void into(ObjectNode json) {
        json.removeAll();
        json.put("phase", phase.name());
        invitedAt.ifPresent(at -> json.put("invitedAt", at.toString()));
        conferenceId.ifPresent(id -> json.put("conferenceId", id));
        words.ifPresent(said -> json.put("words", said));
    }

    RoomState invited(Instant now) {
        return new RoomState(Phase.AWAITED, Optional.of(now), conferenceId, Optional.empty());
    }

    /** The vendor did not call it. */
    RoomState notInvited(String why) {
        return new RoomState(Phase.AWAITED, Optional.empty(), conferenceId, Optional.of(why));
    }

    /** As the terminal calls the conference, though it may not be in yet. */
    RoomState inConference(String conference) {
        return new RoomState(phase, invitedAt, Optional.of(conference), words);
    }

    RoomState in(String conference) {
        return new RoomState(Phase.IN, invitedAt, Optional.of(conference), Optional.empty());
    }

    RoomState waits(String why) {
        return new RoomState(Phase.AWAITED, invitedAt, conferenceId, Optional.of(why));
    }

    RoomState ended(Phase how, String why) {
        return new RoomState(how, invitedAt, conferenceId, Optional.of(why));
    }

    boolean isSettled() {
        return phase != Phase.AWAITED && phase != Phase.IN;
    }
}

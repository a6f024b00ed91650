package org.convene.terminal.visit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which invitation is answered for the people in the room. */
class ExpectedTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Expected EXPECTED = new Expected("visit", "2500512", "anna", "Planning", NOW);

    private static ObjectNode invite(String from, String title, String conference) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", "inviteReceived")
                .put("peerId", from)
                .put("confTitle", title)
                .put("confId", conference);
    }

    @Test
    void theOwnersInvitationToTheConferenceIs() {
        assertTrue(EXPECTED.is(invite("Anna@video.example", "Planning", "00000351@video.example#vcs"), NOW));
    }

    @Test
    void anInvitationThatNamesTheConferencesIdIs() {
        assertTrue(EXPECTED.is(invite("2500512@video.example", "", "00000351@video.example#vcs"), NOW));
    }

    @Test
    void thatOfSomebodyElseToAConferenceOfTheSameNameIsNot() {
        assertFalse(EXPECTED.is(invite("mallory@video.example", "Planning", "00000352@video.example#vcs"), NOW));
    }

    @Test
    void thatOfTheOwnerToSomethingElseIsNot() {
        assertFalse(EXPECTED.is(invite("anna@video.example", "Birthday", "00000353@video.example#vcs"), NOW));
    }

    @Test
    void oneThatComesMuchLaterIsNot() {
        assertFalse(EXPECTED.is(
                invite("anna@video.example", "Planning", "00000351@video.example#vcs"), NOW.plusSeconds(61)));
    }
}

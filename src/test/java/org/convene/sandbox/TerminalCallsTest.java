package org.convene.sandbox;

import static org.convene.sandbox.Rooms.DOMAIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("Calls and conferences of a terminal of the sandbox")
class TerminalCallsTest {

    private static int state(RoomClient client) {
        return client.order("getAppState", "").path("appState").asInt();
    }

    @Test
    @DisplayName("a terminal is connected and signed in from the start, and tells its HTTP port as a number")
    void ready(Rooms rooms) {
        JsonNode reply = rooms.signedIn().order("getAppState", "");

        assertEquals(3, reply.path("appState").asInt());
        assertTrue(reply.path("embeddedHttpPort").isInt());
        assertTrue(rooms.url().endsWith(":" + reply.path("embeddedHttpPort").asInt()));
        assertFalse(reply.at("/desktopSharing/running").asBoolean(true));
    }

    @Test
    @DisplayName("a call is accepted at once, and the events tell that it rings, and that it was answered")
    void answered(Rooms rooms) {
        RoomClient client = rooms.signedIn();

        client.order("call", "'peerId':'anna'");

        assertEquals("anna" + DOMAIN, client.event("inviteSent").path("peerId").asText());
        JsonNode created = client.event("conferenceCreated");
        assertEquals("anna" + DOMAIN, created.path("peerId").asText());
        assertEquals(0, created.path("confType").asInt());
        assertEquals(5, state(client));
        assertEquals(
                "anna" + DOMAIN,
                client.order("getConferences", "").path("peerId").asText());
        assertEquals(
                2,
                client.order("getConferenceParticipants", "")
                        .path("participants")
                        .size());
        assertFalse(client.ask("call", "'peerId':'boris'").path("result").asBoolean());

        client.order("hangUp", "'forAll':false");

        assertEquals(created.path("confId"), client.event("conferenceDeleted").path("confId"));
        client.await(json -> json.path("event").asText().equals("appStateChanged")
                && json.path("appState").asInt() == 6);
        assertEquals(3, state(client));
        assertFalse(client.ask("hangUp").path("result").asBoolean());
    }

    @ParameterizedTest(name = "cause {0}")
    @ValueSource(ints = {2, 3, 14, 16})
    @DisplayName("a call that is rejected says why")
    void rejected(int cause, Rooms rooms) {
        RoomClient client = rooms.signedIn();
        rooms.set("next-call", "{'answer':'reject','cause':" + cause + ",'times':1}");

        client.order("call", "'peerId':'anna'");

        assertEquals(cause, client.event("rejectReceived").path("cause").asInt());
        assertEquals(3, state(client));
        client.order("call", "'peerId':'anna'");
        client.event("conferenceCreated");
    }

    @Test
    @DisplayName("a call that nobody answers rings until it is hung up")
    void neverAnswered(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        rooms.set("next-call", "{'answer':'never'}");

        client.order("call", "'peerId':'anna'");
        assertEquals(4, state(client));
        client.order("hangUp", "");

        assertEquals(1, client.event("stopCalling").path("side").asInt());
        assertFalse(client.events().contains("conferenceCreated"));
        assertEquals(3, state(client));
    }

    @Test
    @DisplayName("two terminals call each other, speak by commands and messages, and both hear the end")
    void eachOther(Rooms rooms) {
        RoomClient caller = rooms.signedIn("room-101");
        RoomClient called = rooms.signedIn("room-102");

        caller.order("call", "'peerId':'room-102" + DOMAIN + "'");
        JsonNode invite = called.event("inviteReceived");
        assertEquals("room-101" + DOMAIN, invite.path("peerId").asText());
        assertEquals(0, invite.path("type").asInt());
        assertEquals(4, state(called));
        called.order("accept", "");

        assertEquals(invite.path("confId"), caller.event("conferenceCreated").path("confId"));
        assertEquals(invite.path("confId"), called.event("conferenceCreated").path("confId"));
        caller.order("setMicMute", "'mute':true");
        assertEquals(1, called.event("deviceStatusReceived").path("mic").asInt());
        caller.order("hangUp", "");
        called.event("conferenceDeleted");
        assertEquals(3, state(called));
    }

    @Test
    @DisplayName("a terminal that rejects a call tells it to the caller, and one in a call is busy")
    void rejects(Rooms rooms) {
        RoomClient caller = rooms.signedIn("room-101");
        RoomClient called = rooms.signedIn("room-102");
        caller.order("call", "'peerId':'room-102'");
        called.event("inviteReceived");

        called.order("reject", "");

        assertEquals(
                "room-101" + DOMAIN, called.event("rejectSent").path("peerId").asText());
        assertEquals(14, caller.event("rejectReceived").path("cause").asInt());
        caller.forget();
        called.order("call", "'peerId':'anna'");
        called.event("conferenceCreated");
        caller.order("call", "'peerId':'room-102'");
        assertEquals(2, caller.event("rejectReceived").path("cause").asInt());
    }

    @Test
    @DisplayName("somebody invites to a conference, which begins when it is accepted")
    void invited(Rooms rooms) {
        RoomClient client = rooms.signedIn();

        rooms.act("ring", "{'from':'anna','type':1,'title':'Daily'}");
        JsonNode invite = client.event("inviteReceived");
        assertEquals("Daily", invite.path("confTitle").asText());
        assertEquals(0, client.order("getConferences", "").path("confState").asInt());
        client.order("accept", "");

        assertEquals(
                "anna" + DOMAIN,
                client.event("conferenceCreated").path("conferenceOwner").asText());
        assertEquals(
                "anna" + DOMAIN,
                client.event("newParticipantInConference").path("peerId").asText());
        JsonNode conference = client.order("getConferences", "");
        assertEquals(1, conference.path("confState").asInt());
        assertTrue(conference.path("joinUrl").asText().matches("https://sandbox.trueconf.example/c/\\d{12}"));
        assertFalse(client.ask("hangUp", "'forAll':true").path("result").asBoolean());
        rooms.act("come", "{'peerId':'boris'}");
        client.await(json -> json.path("event").asText().equals("newParticipantInConference")
                && json.path("peerId").asText().startsWith("boris"));
        rooms.act("go", "{'peerId':'boris'}");
        assertEquals(
                "boris" + DOMAIN,
                client.event("participantLeftConference").path("peerId").asText());
        rooms.act("end", "");
        client.event("conferenceDeleted");
    }

    @Test
    @DisplayName("a caller who gives up is a missed call")
    void missed(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        rooms.act("ring", "{'from':'anna'}");
        client.event("inviteReceived");

        rooms.act("stop-ringing", "");

        assertEquals(2, client.event("stopCalling").path("side").asInt());
        assertEquals(
                2,
                client.order("getCallHistory", "'count':1").at("/calls/0/type").asInt());
        assertFalse(client.ask("accept").path("result").asBoolean());
    }

    @Test
    @DisplayName("an owner creates a conference, invites people and other terminals, and ends it for all")
    void creates(Rooms rooms) {
        RoomClient owner = rooms.signedIn("room-101");
        RoomClient other = rooms.signedIn("room-102");

        owner.order(
                "createConference",
                "'title':'Daily','confType':'symmetric','autoAccept':true,'inviteList':['anna','room-102']");
        assertEquals("Daily", owner.event("conferenceCreated").path("confTitle").asText());
        other.event("inviteReceived");
        other.order("accept", "");
        owner.await(json -> json.path("event").asText().equals("newParticipantInConference")
                && json.path("peerId").asText().startsWith("room-102"));
        owner.await(json -> json.path("event").asText().equals("newParticipantInConference")
                && json.path("peerId").asText().startsWith("anna"));
        assertEquals(
                "symmetric",
                owner.order("getLastSelectedConference", "").path("confType").asText());
        owner.order("hangUp", "'forAll':true");

        other.event("conferenceDeleted");
        owner.event("conferenceDeleted");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"before", "after", "random"})
    @DisplayName("the events of a command come before or after its reply, as the habits have it")
    void order(String order, Rooms rooms) {
        rooms.set("habits", "{'eventOrder':'" + order + "'}");
        RoomClient client = rooms.signedIn();
        client.forget();

        client.order("setMicMute", "'mute':true");
        client.event("audioCapturerMute");

        List<Boolean> replies =
                client.all().stream().map(json -> json.has("result")).toList();
        if (!order.equals("random")) {
            assertEquals(List.of(order.equals("after"), order.equals("before")), replies);
        }
        assertEquals(2, replies.size());
    }

    @Test
    @DisplayName(
            "a lost server ends the call; the terminal connects and signs in again by commands, with events for both")
    void server(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        client.order("call", "'peerId':'anna'");
        client.event("conferenceCreated");

        rooms.act("server", "{'state':'lost'}");

        client.event("conferenceDeleted");
        client.event("serverDisconnected");
        assertEquals(0, state(client));
        client.order("connectToServer", "'server':'192.0.2.7'");
        assertEquals(4307, client.event("serverConnected").path("port").asInt());
        assertEquals(2, state(client));
        client.order("login", "'login':'room-101','password':'wrong','encryptPassword':false");
        assertEquals(3, client.event("login").path("result").asInt());
        client.forget();
        client.order("login", "'login':'room-101','password':'right','encryptPassword':false");
        assertEquals(0, client.event("login").path("result").asInt());
        assertEquals(3, state(client));
    }
}

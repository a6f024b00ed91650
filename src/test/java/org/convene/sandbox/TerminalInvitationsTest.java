package org.convene.sandbox;

import static org.convene.sandbox.TrueConf.CONFERENCES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Terminals that are signed in at the TrueConf Server of the sandbox")
class TerminalInvitationsTest {

    private final Vertx vertx = Vertx.vertx();
    private Rooms rooms;
    private TrueConf server;

    @BeforeEach
    void start() {
        rooms = Rooms.standard(vertx);
        server = TrueConf.with(vertx, rooms.sandbox());
    }

    @AfterEach
    void stop() {
        server.close();
        rooms.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private String conference(String fields) {
        return CONFERENCES
                + "/"
                + server.post(CONFERENCES, TrueConf.room(fields).toString())
                        .json()
                        .at("/conference/id")
                        .asText();
    }

    private JsonNode participants(String conference) {
        return server.get(conference + "/participants").json().path("participants");
    }

    @Test
    @DisplayName("have an account there")
    void accounts() {
        assertEquals(200, server.get(TrueConf.API + "/users/room-101").status());
    }

    @Test
    @DisplayName("ring when a conference that calls its list starts, and are in it when somebody accepts")
    void listed() {
        String path = conference("{'auto_invite':1,'invitations':[{'id':'room-101'},{'id':'anna'}]}");
        RoomClient room = rooms.signedIn();
        RoomClient other = rooms.signedIn("room-102");

        server.post(path + "/run", "");

        JsonNode invite = room.event("inviteReceived");
        assertEquals("Daily", invite.path("confTitle").asText());
        assertEquals("helen" + Rooms.DOMAIN, invite.path("peerId").asText());
        assertEquals("anna", participants(path).at("/0/id").asText());
        room.order("accept", "");
        room.event("conferenceCreated");
        assertTrue(room.order("getConferences", "")
                .path("joinUrl")
                .asText()
                .endsWith(path.substring(path.lastIndexOf('/'))));
        Awaitility.await().until(() -> participants(path).size() == 2);
        room.order("hangUp", "");
        Awaitility.await().until(() -> participants(path).size() == 1);
        assertFalse(other.events().contains("inviteReceived"));
    }

    @Test
    @DisplayName("ring when they are called into a running conference, and stop when it is over")
    void called() {
        String path = conference("{}");
        RoomClient room = rooms.signedIn();
        server.post(path + "/run", "");

        SandboxClient.Reply reply = server.post(path + "/participants", "{\"participant_id\":\"room-101\"}");

        assertEquals(200, reply.status());
        assertFalse(reply.json().has("join_time"));
        room.event("inviteReceived");
        server.post(path + "/stop", "");
        room.event("stopCalling");
        assertEquals(3, room.order("getAppState", "").path("appState").asInt());
    }

    @Test
    @DisplayName("leave when the conference is stopped")
    void stopped() {
        String path = conference("{'auto_invite':1,'invitations':[{'id':'room-101'}]}");
        RoomClient room = rooms.signedIn();
        server.post(path + "/run", "");
        room.event("inviteReceived");
        room.order("accept", "");

        server.post(path + "/stop", "");

        room.event("conferenceDeleted");
        assertEquals(3, room.order("getAppState", "").path("appState").asInt());
        room.forget();
        server.post(path + "/run", "");
        room.event("inviteReceived");
    }
}

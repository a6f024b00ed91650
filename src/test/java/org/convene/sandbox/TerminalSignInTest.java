package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("Signing in at a terminal of the sandbox")
class TerminalSignInTest {

    @Test
    @DisplayName("an unsecured terminal makes anybody its administrator")
    void unsecured(Rooms rooms) {
        JsonNode reply = rooms.connect(Rooms.ROOM).ask("auth", "'type':'unsecured'");

        assertEquals("auth", reply.path("method").asText());
        assertTrue(reply.path("result").asBoolean());
        assertEquals(2, reply.path("previleges").asInt());
        assertTrue(reply.path("token").asText().matches("1\\*\\w{16}\\*\\d+\\*[0-9a-f]+"));
        assertTrue(reply.path("tokenForHttpServer").asText().startsWith("3*"));
    }

    @Test
    @DisplayName("a reply to a command without a requestId has an empty one")
    void emptyRequestId(Rooms rooms) {
        RoomClient client = rooms.connect("");
        client.say("{'method':'auth','type':'unsecured'}");

        assertEquals(
                "",
                client.await(json -> json.path("method").asText().equals("auth"))
                        .path("requestId")
                        .asText("absent"));
    }

    @Test
    @DisplayName("before it, commands fail and no event comes")
    void nothingBefore(Rooms rooms) {
        RoomClient client = rooms.connect(Rooms.ROOM);

        JsonNode reply = client.ask("getAppState");
        rooms.act("events", "{'event':'hangUpPressed'}");
        client.ask("getAppState");

        assertFalse(reply.path("result").asBoolean());
        assertEquals("getAppState", reply.path("method").asText());
        assertTrue(reply.path("error").asText().contains("Authorization"));
        assertEquals(List.of(), client.events());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"pin,1A3", "password,super password"})
    @DisplayName("takes the PIN or password of an account, and its token")
    void secured(String type, String secret, Rooms rooms) {
        rooms.set("protection", "{'admin':{'type':'" + type + "','secret':'" + secret + "'}}");
        RoomClient client = rooms.connect(Rooms.ROOM);

        JsonNode wrong = client.ask("auth", "'type':'secured','credentials':'another'");
        JsonNode reply = client.ask("auth", "'type':'secured','credentials':'" + secret + "'");
        JsonNode again = rooms.connect(Rooms.ROOM)
                .ask(
                        "auth",
                        "'type':'secured','credentials':'" + reply.path("token").asText() + "'");

        assertFalse(wrong.path("result").asBoolean());
        assertEquals(3, wrong.path("resultCode").asInt());
        assertFalse(wrong.path("error").asText().isEmpty());
        assertEquals(2, reply.path("previleges").asInt());
        assertEquals(2, again.path("previleges").asInt());
    }

    @Test
    @DisplayName("without credentials lands in the user account when the administrator alone is protected")
    void userOnly(Rooms rooms) {
        rooms.set("protection", "{'admin':{'type':'pin','secret':'1A3'}}");

        assertEquals(
                1,
                rooms.connect(Rooms.ROOM)
                        .ask("auth", "'type':'unsecured'")
                        .path("previleges")
                        .asInt());
    }

    @Test
    @DisplayName("a role rules out the other account")
    void role(Rooms rooms) {
        rooms.set("protection", "{'admin':{'type':'pin','secret':'1A3'}}");
        RoomClient client = rooms.connect(Rooms.ROOM);

        assertFalse(client.ask("auth", "'type':'secured','credentials':'1A3','role':'user'")
                .path("result")
                .asBoolean());
        assertEquals(
                2,
                client.ask("auth", "'type':'secured','credentials':'1A3'")
                        .path("previleges")
                        .asInt());
        assertEquals(1, client.ask("auth", "'role':'user'").path("previleges").asInt());
    }

    @Test
    @DisplayName("throws out who had the seat, whose socket stays open and whose commands fail")
    void oneSeat(Rooms rooms) {
        RoomClient first = rooms.signedIn();
        RoomClient second = rooms.signedIn();

        assertEquals(1, first.event("authorizationNeeded").path("cause").asInt());
        assertEquals("event", first.event("authorizationNeeded").path("method").asText());
        assertFalse(first.ask("getMicMute").path("result").asBoolean());
        assertTrue(first.isOpen());
        assertTrue(second.ask("getMicMute").path("result").asBoolean());
        assertFalse(second.events().contains("authorizationNeeded"));
    }

    @Test
    @DisplayName("an administrator and a user are there at a time, and both hear events")
    void twoSeats(Rooms rooms) {
        rooms.set("protection", "{'admin':{'type':'pin','secret':'1A3'}}");
        RoomClient admin = rooms.connect(Rooms.ROOM);
        admin.order("auth", "'type':'secured','credentials':'1A3'");
        RoomClient user = rooms.connect(Rooms.ROOM);
        user.order("auth", "'type':'unsecured'");

        admin.order("setMicMute", "'mute':true");

        assertTrue(user.event("audioCapturerMute").path("mute").asBoolean());
        assertTrue(admin.event("audioCapturerMute").path("mute").asBoolean());
        assertFalse(user.ask("getHttpServerState").path("result").asBoolean());
        assertTrue(admin.ask("getHttpServerState").path("result").asBoolean());
    }

    @ParameterizedTest(name = "cause {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("may be ended by the terminal for every cause")
    void loses(int cause, Rooms rooms) {
        RoomClient client = rooms.signedIn();

        assertTrue(
                rooms.act("lose-seat", "{'cause':" + cause + "}").path("lost").asBoolean());

        assertEquals(cause, client.event("authorizationNeeded").path("cause").asInt());
        assertFalse(client.ask("getAppState").path("result").asBoolean());
    }

    @Test
    @DisplayName("a token lives a month from its last use, and a day where there is a PIN")
    void tokenLife(Rooms rooms) {
        String token =
                rooms.signedIn().ask("auth", "'type':'unsecured'").path("token").asText();
        rooms.later(Duration.ofDays(29));
        assertTrue(isTaken(rooms, token));
        rooms.later(Duration.ofDays(29));
        assertTrue(isTaken(rooms, token));
        rooms.later(Duration.ofDays(31));
        assertFalse(isTaken(rooms, token));

        rooms.set("protection", "{'admin':{'type':'pin','secret':'1A3'}}");
        String ofPin = rooms.connect(Rooms.ROOM)
                .order("auth", "'type':'secured','credentials':'1A3'")
                .path("token")
                .asText();
        rooms.later(Duration.ofHours(25));
        assertFalse(isTaken(rooms, ofPin));
    }

    private static boolean isTaken(Rooms rooms, String token) {
        return rooms.connect(Rooms.ROOM)
                .ask("auth", "'type':'secured','credentials':'" + token + "'")
                .path("result")
                .asBoolean();
    }

    @Test
    @DisplayName("the administrator sets a PIN, which is made by the terminal; the user's client must sign in again")
    void setsProtection(Rooms rooms) {
        RoomClient admin = rooms.signedIn();
        assertFalse(admin.ask("setAuthParams", "'userType':'user','authType':'pin'")
                .path("result")
                .asBoolean());
        String pin = admin.order("setAuthParams", "'userType':'admin','authType':'pin'")
                .path("newPin")
                .asText();
        RoomClient user = rooms.connect(Rooms.ROOM);
        user.order("auth", "'type':'unsecured'");

        admin.order("setAuthParams", "'userType':'user','authType':'password','password':'secret'");

        assertEquals(4, user.event("authorizationNeeded").path("cause").asInt());
        user.order("auth", "'type':'secured','credentials':'secret'");
        user.forget();
        admin.order("setAuthParams", "'userType':'admin','authType':'unsecured'");
        assertEquals(2, user.event("authorizationNeeded").path("cause").asInt());
        assertNotEquals("", pin);
        assertEquals(
                "unsecured", admin.ask("getAuthInfo").at("/userAuth/security").asText());
    }

    @Test
    @DisplayName("clearing the tokens ends them, and throws out who came by one")
    void clearsTokens(Rooms rooms) {
        rooms.set("protection", "{'admin':{'type':'pin','secret':'1A3'}}");
        RoomClient user = rooms.connect(Rooms.ROOM);
        String token = user.order("auth", "'type':'unsecured'").path("token").asText();
        user.order("auth", "'type':'secured','credentials':'" + token + "'");
        RoomClient admin = rooms.connect(Rooms.ROOM);
        admin.order("auth", "'type':'secured','credentials':'1A3'");

        admin.order("clearTokens", "");

        assertEquals(8, user.event("authorizationNeeded").path("cause").asInt());
        assertFalse(isTaken(rooms, token));
    }

    @Test
    @DisplayName("a version may be told before it, and only one the terminal knows")
    void version(Rooms rooms) {
        RoomClient client = rooms.connect(Rooms.ROOM);

        client.order("setUsedApiVersion", "'version':'2'");
        assertFalse(
                client.ask("setUsedApiVersion", "'version':'3'").path("result").asBoolean());
        rooms.set("habits", "{'apiVersion':1}");
        assertFalse(
                client.ask("setUsedApiVersion", "'version':'2'").path("result").asBoolean());
    }

    @Test
    @DisplayName("an unknown command, a missing or mistyped parameter and what is no JSON are refused")
    void refused(Rooms rooms) {
        RoomClient client = rooms.signedIn();

        assertFalse(client.ask("getAppStat").path("result").asBoolean());
        assertFalse(client.ask("call").path("result").asBoolean());
        assertFalse(client.ask("call", "'peerId':5").path("result").asBoolean());
        assertFalse(client.ask("setMicMute", "'mute':'yes'").path("result").asBoolean());
        client.say("no JSON");
        assertTrue(client.await(json -> json.path("requestId").asText("-").isEmpty()
                        && !json.path("result").asBoolean(true))
                .has("error"));
        assertTrue(client.ask("getMicMute").path("result").asBoolean());
    }
}

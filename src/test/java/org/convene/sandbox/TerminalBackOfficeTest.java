package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("The back office of the TrueConf Room sandbox")
class TerminalBackOfficeTest {

    @Test
    @DisplayName("lists, adds and removes terminals")
    void terminals(Rooms rooms) {
        assertEquals(2, rooms.get("/backoffice/terminals").json().size());
        rooms.put("/backoffice/terminals/hall", "{\"login\":\"hall-account\",\"pin\":\"1A3\"}");
        RoomClient hall = rooms.connect("hall");
        hall.order("auth", "'type':'secured','credentials':'1A3'");
        assertEquals(
                "hall-account" + Rooms.DOMAIN,
                hall.order("getLogin", "").path("peerId").asText());

        assertEquals(204, rooms.delete("/backoffice/terminals/hall").status());

        assertEquals(1001, hall.closeCode());
        assertThrows(IllegalStateException.class, () -> rooms.connect("hall"));
    }

    @Test
    @DisplayName("says any event to who is signed in, in the terminal's manner")
    void events(Rooms rooms) {
        RoomClient client = rooms.signedIn();

        rooms.act("events", "{'event':'hangUpPressed'}");
        rooms.act("events", "{'event':'showUpcomingMeetings','show':true}");

        assertEquals("event", client.event("hangUpPressed").path("method").asText());
        assertFalse(client.event("showUpcomingMeetings").has("method"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "bom", "garbage", "unknown", "array", "empty"})
    @DisplayName("says any frame")
    void frames(String kind, Rooms rooms) {
        RoomClient client = rooms.signedIn();
        client.forget();

        assertEquals(
                1, rooms.act("frames", "{'kind':'" + kind + "'}").path("told").asInt());

        Awaitility.await().until(() -> client.raw().size() == 1);
        assertEquals(kind.equals("bom"), client.raw().get(0).startsWith("\uFEFF"));
        assertTrue(client.ask("getMicMute").path("result").asBoolean());
    }

    @Test
    @DisplayName("says binary, fragmented and huge ones")
    void stranger(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        client.forget();

        rooms.act("frames", "{'kind':'binary'}");
        rooms.act("frames", "{'kind':'huge','bytes':3000000}");
        rooms.act(
                "frames",
                "{'kind':'fragments','parts':5,'text':'{\\'event\\':\\'Переговорная\\'}'}".replace("\\'", "\\\""));

        Awaitility.await().until(() -> client.raw().size() == 2);
        assertEquals(1, client.binaries().size());
        assertTrue(client.raw().get(0).length() > 3_000_000);
        assertEquals(List.of("commandReceived", "Переговорная"), client.events());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"close,1012", "reset,-1", "cut,-1"})
    @DisplayName("ends connections with and without a close frame")
    void drops(String how, int code, Rooms rooms) {
        RoomClient client = rooms.signedIn();

        rooms.act("drop", "{'how':'" + how + "','code':1012}");

        int seen = client.closeCode();
        assertTrue(seen == code || code == -1 && seen == 1006, "closed with " + seen);
        Awaitility.await().until(() -> rooms.view().path("connections").asInt() == 0);
        assertTrue(rooms.signedIn().isOpen());
    }

    @Test
    @DisplayName("leaves a connection half-open: it stays, and nothing is answered, not even a ping")
    void halfOpen(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        client.ping();
        Awaitility.await().until(() -> client.pongs() == 1);
        client.forget();

        rooms.act("drop", "{'how':'half-open'}");
        client.say("{'method':'getAppState'}");
        client.ping();

        RoomClient other = rooms.connect("room-102");
        other.ping();
        Awaitility.await().until(() -> other.pongs() == 1);
        assertEquals(List.of(), client.raw());
        assertEquals(1, client.pongs());
        assertTrue(client.isOpen());
        rooms.act("drop", "{'how':'reset'}");
        assertTrue(client.closeCode() < 1007);
    }

    @Test
    @DisplayName("drops all at once")
    void dropsAll(Rooms rooms) {
        RoomClient one = rooms.signedIn("room-101");
        RoomClient two = rooms.signedIn("room-102");

        assertEquals(
                2, rooms.post("/backoffice/drop", "{}").json().path("dropped").asInt());

        assertEquals(1001, one.closeCode());
        assertEquals(1001, two.closeCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "503"})
    @DisplayName("keeps clients out")
    void keepsOut(String handshake, Rooms rooms) {
        rooms.set("habits", "{'handshake':'" + handshake + "'}");

        assertThrows(IllegalStateException.class, () -> rooms.connect(Rooms.ROOM));
        rooms.set("habits", "{'standard':true}");
        assertTrue(rooms.signedIn().isOpen());
    }

    @Test
    @DisplayName("makes a handshake slow, replies late, or none")
    void slow(Rooms rooms) {
        rooms.set("habits", "{'handshakeDelay':300,'answerDelay':200}");
        long began = System.nanoTime();
        RoomClient client = rooms.signedIn();
        assertTrue(System.nanoTime() - began >= Duration.ofMillis(500).toNanos());
        rooms.set("habits", "{'answers':false,'answerDelay':0}");
        client.forget();

        client.say("{'method':'setMicMute','mute':true,'requestId':'7'}");

        client.event("audioCapturerMute");
        assertEquals(1, client.raw().size());
    }

    @Test
    @DisplayName("counts connections, handshakes and sign-ins, and remembers commands without what they said")
    void counts(Rooms rooms) {
        rooms.signedIn().order("sendMessage", "'peerId':'anna','message':'a secret'");
        rooms.connect("room-102").ask("auth", "'type':'secured','credentials':'wrong'");

        JsonNode traffic = rooms.state().path("traffic");
        JsonNode commands = rooms.get("/backoffice/terminals/room-101/commands").json();
        assertEquals(2, traffic.path("opened").asInt());
        assertEquals(2, traffic.path("auths").asInt());
        assertEquals(1, traffic.path("failedAuths").asInt());
        assertEquals(1, traffic.path("peakHandshakes").asInt());
        assertEquals(0, traffic.path("handshakes").asInt());
        assertEquals(2, commands.path("heard").asInt());
        assertEquals("sendMessage", commands.at("/last/1/method").asText());
        assertEquals("admin", commands.at("/last/1/seat").asText());
        assertFalse(commands.toString().contains("a secret"));
    }

    @Test
    @DisplayName("lets a storm of numbered events loose, in order at each terminal")
    void storm(Rooms rooms) {
        RoomClient client = rooms.signedIn();

        rooms.post("/backoffice/storm", "{\"perSecond\":500,\"seconds\":0.4}");

        Awaitility.await()
                .until(() ->
                        !rooms.get("/backoffice/storm").json().path("running").asBoolean());
        Awaitility.await()
                .until(() -> client.events().stream()
                                .filter("commandReceived"::equals)
                                .count()
                        == 200);
        List<Integer> numbers = client.all().stream()
                .filter(json -> json.has("sentAt"))
                .map(json -> json.path("number").asInt())
                .toList();
        assertEquals(IntStream.rangeClosed(1, 200).boxed().toList(), numbers);
    }

    @Test
    @DisplayName("shows people every terminal, with a button that rings")
    void page(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        SandboxClient.Reply page = rooms.open(rooms.url() + "/backoffice");

        assertEquals(200, page.status());
        assertTrue(page.body().contains("data-terminal=\"room-102\""));
        assertEquals(
                303,
                rooms.exchange(rooms.request("/backoffice/forms/terminals/room-101/ring")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("from=anna&type=0")))
                        .status());
        assertEquals(
                "anna" + Rooms.DOMAIN,
                client.event("inviteReceived").path("peerId").asText());
    }

    @Test
    @DisplayName("refuses habits that are none")
    void wrongHabits(Rooms rooms) {
        assertEquals(
                400,
                rooms.put("/backoffice/habits", "{\"eventOrder\":\"never\"}").status());
        assertEquals(400, rooms.put("/backoffice/habits", "{\"unknown\":1}").status());
        assertEquals(404, rooms.get("/backoffice/terminals/nowhere").status());
    }
}

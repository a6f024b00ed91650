package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("The Teleboss sandbox")
class TelebossApiTest {

    private static final String USER = "{\"username\":\"Anna\",\"role\":\"user\"}";

    @Test
    @DisplayName("creates a space and tells its id alone")
    void createsASpace(Teleboss teleboss) {
        Reply reply = teleboss.post("/v1/spaces", "{\"name\":\"School\",\"isPublic\":true}");

        assertEquals(201, reply.status());
        assertTrue(reply.text("id").matches("[0-9a-f]{24}"));
        assertEquals(1, reply.json().size());
    }

    @Test
    @DisplayName("updates, lists and reads spaces")
    void keepsSpaces(Teleboss teleboss) {
        String space = teleboss.space();

        assertEquals(
                200,
                teleboss.put(space, "{\"name\":\"Academy\",\"isPublic\":true}").status());
        assertEquals(
                "Academy",
                teleboss.get("/v1/spaces/").json().at("/items/0/name").asText());
        assertEquals("Academy", teleboss.get(space).text("name"));
    }

    @Test
    @DisplayName("answers a created room whole, with its defaults")
    void createsARoom(Teleboss teleboss) {
        String space = teleboss.space();
        Reply reply = teleboss.post(space + "/rooms", "{\"name\":\"Алгебра 7Б\",\"isChatAllowed\":false}");

        assertEquals(201, reply.status());
        JsonNode room = reply.json();
        assertTrue(room.path("id").asText().matches("[0-9a-f]{24}"));
        assertTrue(room.path("channelId").asText().matches("[0-9a-f]{24}"));
        assertTrue(room.path("alias").asText().matches("[0-9A-Za-z]{10}"));
        assertEquals("Алгебра 7Б", room.path("name").asText());
        assertEquals(Teleboss.id(space), room.path("spaceId").asText());
        assertFalse(room.path("isChatAllowed").asBoolean());
        assertTrue(room.path("isRecordAllowed").asBoolean());
        assertEquals("lesson", room.path("type").asText());
        assertEquals(
                room, teleboss.get(space + "/rooms/" + room.path("id").asText()).json());
        assertEquals(
                room,
                teleboss.get("/v1/spaces/room-by-alias/" + room.path("alias").asText())
                        .json());
        assertEquals(room, teleboss.get(space + "/rooms").json().at("/items/0"));
    }

    @Test
    @DisplayName("ignores the read-only and retired fields of the vendor's own sample")
    void ignoresWhatTheVendorIgnores(Teleboss teleboss) {
        Reply reply = teleboss.post(
                teleboss.space() + "/rooms",
                "{\"name\":\"a\",\"id\":\"x\",\"alias\":\"y\",\"templateId\":\"t\",\"parentRoomId\":\"p\"}");

        assertEquals(201, reply.status());
        assertNotEquals("x", reply.text("id"));
        assertNotEquals("y", reply.text("alias"));
        assertTrue(reply.json().path("templateId").isMissingNode());
    }

    @Test
    @DisplayName("renames a room and keeps what was not mentioned")
    void updatesARoom(Teleboss teleboss) {
        String space = teleboss.space();
        String room = space + "/rooms/"
                + teleboss.post(space + "/rooms", "{\"name\":\"a\",\"isChatAllowed\":false}")
                        .text("id");

        Reply reply = teleboss.put(room, "{\"name\":\"b\",\"waitingRoomAudience\":\"nobody\"}");

        assertEquals(200, reply.status());
        assertEquals("b", reply.text("name"));
        assertFalse(reply.json().path("isChatAllowed").asBoolean());
    }

    @Test
    @DisplayName("forgets a deleted room")
    void deletesARoom(Teleboss teleboss) {
        String room = teleboss.room(teleboss.space(), "a");

        assertEquals(204, teleboss.delete(room).status());
        assertEquals(404, teleboss.get(room).status());
        assertEquals(404, teleboss.delete(room).status());
    }

    @Test
    @DisplayName("does not mind a slash at the end of a path")
    void acceptsTrailingSlashes(Teleboss teleboss) {
        String space = teleboss.space();
        String room = teleboss.room(space, "a");

        assertEquals(200, teleboss.get("/v1/spaces").status());
        assertEquals(200, teleboss.get(space + "/").status());
        assertEquals(200, teleboss.get(space + "/rooms/").status());
        assertEquals(200, teleboss.get(room + "/").status());
        assertEquals(200, teleboss.post(room + "/generate-access/", USER).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Basic c2FuZGJveC10b2tlbg==", "sandbox-token"})
    @DisplayName("refuses a missing or wrong token with 401 and the vendor's error body")
    void refusesStrangers(String authorization, Teleboss teleboss) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(teleboss.url() + "/v1/spaces/"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }

        Reply reply = teleboss.exchange(request);

        assertEquals(401, reply.status());
        assertFalse(reply.text("message").isEmpty());
        assertEquals("unauthorized", reply.text("code"));
    }

    @Test
    @DisplayName("does not find ids it never gave out, rooms of another space, and aliases in paths")
    void findsOnlyIds(Teleboss teleboss) {
        String space = teleboss.space();
        String room = teleboss.room(space, "a");
        String alias = teleboss.get(room).text("alias");
        String stranger = "0123456789abcdef01234567";

        assertEquals(404, teleboss.get("/v1/spaces/" + stranger).status());
        assertEquals(404, teleboss.get("/v1/spaces/" + stranger + "/rooms").status());
        assertEquals(404, teleboss.get(space + "/rooms/" + stranger).status());
        assertEquals(
                404,
                teleboss.get(teleboss.space() + "/rooms/" + Teleboss.id(room)).status());
        assertEquals(404, teleboss.get(space + "/rooms/" + alias).status());
        assertEquals(
                404,
                teleboss.post(space + "/rooms/" + alias + "/generate-access", USER)
                        .status());
        assertEquals(404, teleboss.get("/v1/spaces/room-by-alias/0000000000").status());
        assertEquals(404, teleboss.get("/v1/nothing").status());
        assertEquals("room_not_found", teleboss.get(space + "/rooms/" + alias).text("code"));
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("POST /v1/spaces", "{\"isPublic\":true}", "name"),
                Arguments.of("POST /v1/spaces", "{\"name\":\"a\"}", "isPublic"),
                Arguments.of("PUT {space}", "{\"name\":\"a\"}", "isPublic"),
                Arguments.of("PUT {space}", "{\"isPublic\":true}", "name"),
                Arguments.of("POST {space}/rooms", "{}", "name"),
                Arguments.of("POST {space}/rooms", "{\"name\":\" \"}", "name"),
                Arguments.of("POST {space}/rooms", "{\"name\":\"a\",\"type\":\"party\"}", "type"),
                Arguments.of("POST {space}/rooms", "{\"name\":\"a\",\"isChatAllowed\":\"yes\"}", "isChatAllowed"),
                Arguments.of(
                        "POST {space}/rooms",
                        "{\"name\":\"a\",\"waitingRoomAudience\":\"cats\"}",
                        "waitingRoomAudience"),
                Arguments.of("POST {space}/rooms", "{\"name\":\"a\",\"redirectUrl\":\"home\"}", "redirectUrl"),
                Arguments.of("PUT {room}", "{\"isChatAllowed\":true}", "name"),
                Arguments.of("POST {room}/generate-access", "{\"role\":\"user\"}", "username"),
                Arguments.of("POST {room}/generate-access", "{\"username\":\"a\"}", "role"),
                Arguments.of("POST {room}/generate-access", "{\"username\":\"a\",\"role\":\"teacher\"}", "role"),
                Arguments.of("POST {room}/generate-access", with("\"ttl\":432001"), "ttl"),
                Arguments.of("POST {room}/generate-access", with("\"ttl\":0"), "ttl"),
                Arguments.of("POST {room}/generate-access", with("\"ttl\":60.5"), "ttl"),
                Arguments.of("POST {room}/generate-access", with("\"ttl\":\"60\""), "ttl"),
                Arguments.of("POST {room}/generate-access", with("\"isPermanent\":1"), "isPermanent"),
                Arguments.of("POST {room}/generate-access", with("\"externalUserId\":7"), "externalUserId"),
                Arguments.of("POST {space}/webhook", "{}", "url"),
                Arguments.of("POST {space}/webhook", "{\"url\":\"nowhere\"}", "url"),
                Arguments.of("POST /v1/users/external-user-meta", "{\"externalUserId\":\"a\"}", "meta"));
    }

    private static String with(String field) {
        return "{\"username\":\"a\",\"role\":\"user\"," + field + "}";
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    @DisplayName("refuses an invalid field with 422 and names it")
    void invalid(String call, String body, String field, Teleboss teleboss) {
        String space = teleboss.space();
        String path = call.substring(call.indexOf(' ') + 1)
                .replace("{space}", space)
                .replace("{room}", call.contains("{room}") ? teleboss.room(space, "a") : "");

        Reply reply = call.startsWith("PUT") ? teleboss.put(path, body) : teleboss.post(path, body);

        assertEquals(422, reply.status());
        assertEquals("validation_error", reply.text("code"));
        assertTrue(reply.text("message").contains(field), reply.text("message"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"name\":", "[]", "null", "name=a"})
    @DisplayName("refuses a body that is no JSON object with 400")
    void refusesWhatIsNoJson(String body, Teleboss teleboss) {
        assertEquals(400, teleboss.post("/v1/spaces", body).status());
    }

    @Test
    @DisplayName("wants JSON to be called JSON, except for webhooks, whose samples come as plain text")
    void readsPlainTextForWebhooksOnly(Teleboss teleboss) {
        String space = teleboss.space();

        assertEquals(
                400, plainText(teleboss, space + "/rooms", "{\"name\":\"a\"}").status());
        assertEquals(
                201,
                plainText(teleboss, space + "/webhook", "{\"url\":\"https://hub.example/hook\"}")
                        .status());
    }

    private static Reply plainText(Teleboss teleboss, String path, String body) {
        return teleboss.exchange(
                teleboss.request(path).POST(BodyPublishers.ofString(body)).header("Content-Type", "text/plain"));
    }

    @Test
    @DisplayName("tells the secret of a webhook at creation and refresh, and never else")
    void keepsOneWebhookPerSpace(Teleboss teleboss) {
        String hook = teleboss.space() + "/webhook";
        String body = "{\"url\":\"https://hub.example/hook\"}";

        assertEquals(404, teleboss.get(hook).status());
        Reply created = teleboss.post(hook, body);
        assertEquals(201, created.status());
        assertEquals(32, created.text("secret").length());
        assertTrue(created.json().path("isActive").asBoolean());
        assertEquals(409, teleboss.post(hook, body).status());
        assertTrue(teleboss.get(hook).json().path("secret").isMissingNode());
        Reply off = teleboss.put(hook, "{\"url\":\"https://hub.example/hook\",\"isActive\":false}");
        assertFalse(off.json().path("isActive").asBoolean());
        assertTrue(off.json().path("secret").isMissingNode());
        String fresh = teleboss.put(hook + "/refresh-secret", "").text("secret");
        assertEquals(32, fresh.length());
        assertNotEquals(created.text("secret"), fresh);
        assertEquals(204, teleboss.delete(hook).status());
        assertEquals(404, teleboss.get(hook).status());
    }

    @Test
    @DisplayName("keeps what an LMS tells about a person in a meeting")
    void storesExternalUserMeta(Teleboss teleboss) {
        String meta = "{\"externalUserId\":\"u1\",\"externalMeetingId\":\"m1\",\"meta\":{\"lesson_name\":\"%s\"}}";
        teleboss.post("/v1/users/external-user-meta", meta.formatted("Algebra"));

        assertEquals(
                200,
                teleboss.post("/v1/users/external-user-meta", meta.formatted("Geometry"))
                        .status());

        JsonNode metas = teleboss.state().path("metas");
        assertEquals(1, metas.size());
        assertEquals("Geometry", metas.at("/0/meta/lesson_name").asText());
    }

    @Test
    @DisplayName("answers a create with 200 when told so")
    void createsWith200(Teleboss unused) {
        var vertx = io.vertx.core.Vertx.vertx();
        var settings = org.convene.sandbox.teleboss.TelebossSettings.standard().withCreateStatus(200);
        try (Teleboss teleboss = new Teleboss(vertx, settings, java.time.Clock.systemUTC())) {
            assertEquals(
                    200,
                    teleboss.post("/v1/spaces", "{\"name\":\"a\",\"isPublic\":true}")
                            .status());
        } finally {
            vertx.close();
        }
    }
}

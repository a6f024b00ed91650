package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.convene.sandbox.SandboxClient.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("The fault script")
class TelebossFaultsTest {

    private static final String ROOM = "{\"name\":\"a\"}";

    @Test
    @DisplayName("answers a status with headers as often as told, then the API is itself again")
    void answersAStatus(Teleboss teleboss) {
        String space = teleboss.space();
        teleboss.play("""
                [{"method":"POST","path":"/v1/spaces/*/rooms","times":2,"status":503,"headers":{"Retry-After":"2"}}]""");

        Reply first = teleboss.post(space + "/rooms", ROOM);
        assertEquals(503, first.status());
        assertEquals("2", first.http().headers().firstValue("Retry-After").orElseThrow());
        assertEquals("sandbox_fault", first.text("code"));
        assertEquals(200, teleboss.get(space + "/rooms").status());
        assertEquals(503, teleboss.post(space + "/rooms/", ROOM).status());
        assertEquals(201, teleboss.post(space + "/rooms", ROOM).status());
        assertEquals(1, teleboss.state().path("rooms").size());
        assertEquals(0, teleboss.get("/backoffice/faults").json().size());
    }

    @Test
    @DisplayName("answers any body it is given")
    void answersABody(Teleboss teleboss) {
        teleboss.play("""
                [{"times":1,"status":422,"body":{"message":"Нет","code":"no"}},{"times":1,"status":502,"body":"<html>"},\
                {"times":1,"status":500,"body":null}]""");

        assertEquals("no", teleboss.get("/v1/spaces/").text("code"));
        assertEquals("<html>", teleboss.get("/v1/spaces/").body());
        assertEquals(500, teleboss.get("/v1/spaces/").status());
    }

    @Test
    @DisplayName("drops a connection before anything is done")
    void drops(Teleboss teleboss) {
        String space = teleboss.space();
        teleboss.play("[{\"method\":\"POST\",\"times\":1,\"action\":\"drop\"}]");

        assertThrows(IOException.class, () -> tryCreate(teleboss, space));
        assertEquals(0, teleboss.state().path("rooms").size());
    }

    @Test
    @DisplayName("drops a connection after the work is done")
    void dropsAfter(Teleboss teleboss) {
        String space = teleboss.space();
        teleboss.play("[{\"method\":\"POST\",\"times\":1,\"action\":\"drop-after\"}]");

        assertThrows(IOException.class, () -> tryCreate(teleboss, space));
        assertEquals(1, teleboss.state().path("rooms").size());
    }

    @Test
    @DisplayName("sends half an answer after the work is done")
    void sendsHalf(Teleboss teleboss) {
        String space = teleboss.space();
        teleboss.play("[{\"method\":\"POST\",\"times\":1,\"action\":\"half\"}]");

        assertThrows(IOException.class, () -> tryCreate(teleboss, space));
        assertEquals(1, teleboss.state().path("rooms").size());
    }

    @Test
    @DisplayName("answers garbage after the work is done")
    void answersGarbage(Teleboss teleboss) {
        String space = teleboss.space();
        teleboss.play("[{\"method\":\"POST\",\"times\":1,\"action\":\"garbage\"}]");

        Reply reply = teleboss.post(space + "/rooms", ROOM);

        assertEquals(201, reply.status());
        assertThrows(JsonProcessingException.class, () -> new ObjectMapper().readTree(reply.body()));
        assertEquals(1, teleboss.state().path("rooms").size());
    }

    @Test
    @DisplayName("delays a true answer, before or after the work")
    void delays(Teleboss teleboss) {
        teleboss.play("[{\"times\":1,\"delayMillis\":120},{\"times\":1,\"answerDelayMillis\":120}]");

        for (int i = 0; i < 2; i++) {
            long began = System.nanoTime();
            assertEquals(200, teleboss.get("/v1/spaces/").status());
            assertTrue(System.nanoTime() - began >= 110_000_000L);
        }
    }

    @Test
    @DisplayName("hits a share of the requests when told a probability")
    void hitsByChance(Teleboss teleboss) {
        teleboss.play("[{\"probability\":0.5,\"status\":500}]");

        long failed = 0;
        for (int i = 0; i < 200; i++) {
            failed += teleboss.get("/v1/spaces/").status() == 500 ? 1 : 0;
        }
        assertTrue(failed > 50 && failed < 150, failed + " of 200");
    }

    @Test
    @DisplayName("takes a regular expression for a path, and ends when it is deleted")
    void matchesExpressions(Teleboss teleboss) {
        teleboss.play("[{\"path\":\"^/v1/(users|auth)/\",\"status\":500}]");

        assertEquals(500, teleboss.get("/v1/users/me").status());
        assertEquals(200, teleboss.get("/v1/spaces/").status());
        teleboss.delete("/backoffice/faults");
        assertEquals(200, teleboss.get("/v1/users/me").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[null]",
                "[{\"action\":\"explode\"}]",
                "[{\"staus\":500}]",
                "[{\"times\":0}]",
                "[{\"probability\":2}]",
                "[{\"status\":99}]",
                "[{\"path\":\"^(\"}]",
                "[{\"delayMillis\":-1}]",
                "[{\"action\":\"cut\"}]",
                "[{\"action\":\"cut\",\"bytes\":-1}]",
                "[{\"bytes\":5}]",
                "[{\"bytesPerSecond\":0}]",
                "[{\"event\":\"call_started\"}]",
                "[{\"action\":\"lose\",\"path\":\"/v1/**\"}]",
                "[{\"action\":\"shuffle\"}]"
            })
    @DisplayName("is refused when it makes no sense")
    void refusesNonsense(String script, Teleboss teleboss) {
        Reply reply = teleboss.put("/backoffice/faults", script);

        assertEquals(400, reply.status());
        assertNotNull(reply.text("message"));
        assertEquals(0, teleboss.get("/backoffice/faults").json().size());
    }

    private static Reply tryCreate(Teleboss teleboss, String space) throws IOException {
        return teleboss.tryExchange(teleboss.request(space + "/rooms")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ROOM)));
    }
}

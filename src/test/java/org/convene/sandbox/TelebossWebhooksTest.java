package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.convene.sandbox.teleboss.TelebossSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Webhooks of the sandbox")
class TelebossWebhooksTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private Teleboss teleboss;
    private HttpServer listener;
    private String space;
    private String room;
    private String secret;

    @BeforeEach
    void start() throws IOException {
        listener = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        listener.createContext("/hook", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        listener.start();
        teleboss = new Teleboss(
                vertx, TelebossSettings.standard().withWebhookRetry(Duration.ofMillis(20)), Clock.systemUTC());
        subscribe();
    }

    @AfterEach
    void stop() {
        teleboss.close();
        listener.stop(0);
        vertx.close();
    }

    @Test
    @DisplayName("tell that a call started and finished, signed")
    void tellOfCalls() throws Exception {
        teleboss.open(teleboss.link(room, "{\"username\":\"Anna\",\"role\":\"user\"}"));
        assertSigned("call_started", heard.poll(10, TimeUnit.SECONDS));

        teleboss.post("/backoffice/rooms/" + Teleboss.id(room) + "/call", "{\"action\":\"finish\"}");
        assertSigned("call_finished", heard.poll(10, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("are tried three times in all, then lost")
    void giveUpAfterThreeAttempts() {
        status.set(500);
        teleboss.post("/backoffice/rooms/" + Teleboss.id(room) + "/call", "{\"action\":\"start\"}");

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> teleboss.state().path("deliveries").size() == 1);
        assertEquals(
                "[500,500,500]", teleboss.state().at("/deliveries/0/statuses").toString());
        assertEquals(3, heard.size());
    }

    @Test
    @DisplayName("are silent while inactive")
    void areSilentWhileInactive() {
        teleboss.put(space + "/webhook", "{\"url\":\"" + hook() + "\",\"isActive\":false}");
        teleboss.post("/backoffice/rooms/" + Teleboss.id(room) + "/call", "{\"action\":\"start\"}");

        assertEquals(0, teleboss.state().path("deliveries").size());
        assertNull(heard.poll());
    }

    @Test
    @DisplayName("tell of records too, and which one it is")
    void tellOfRecords() throws Exception {
        JsonNode made = teleboss.call(
                room,
                "{'hooks':true,'records':[{'outcome':'finished'}],'startedAt':'2026-09-01T08:00:00Z',"
                        + "'finishedAt':'2026-09-01T08:45:00Z'}");

        Map<String, JsonNode> told = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            String message = heard.poll(10, TimeUnit.SECONDS);
            JsonNode body = JSON.readTree(message).path("body");
            told.put(body.path("eventName").asText(), body);
            assertSigned(body.path("eventName").asText(), message);
        }

        assertEquals(Set.of("call_started", "record_started", "call_finished", "record_finished"), told.keySet());
        assertEquals(made.at("/records/0/id"), told.get("record_finished").path("recordId"));
        assertEquals(made.at("/records/0/id"), told.get("record_started").path("recordId"));
        assertFalse(told.get("call_finished").has("recordId"));
    }

    @Test
    @DisplayName("tell of a record that was stopped at once, and of one that failed; neither has a file")
    void tellOfBrokenRecords() {
        String desk = "/backoffice/rooms/" + Teleboss.id(room);
        teleboss.post(desk + "/call", "{\"action\":\"start\"}");
        teleboss.post(desk + "/record", "{\"action\":\"start\"}");
        assertEquals(200, teleboss.post(room + "/records/stop", "").status());
        teleboss.post(desk + "/record", "{\"action\":\"start\"}");
        assertEquals(
                200, teleboss.post(desk + "/record", "{\"action\":\"fail\"}").status());
        assertEquals(
                409, teleboss.post(desk + "/record", "{\"action\":\"stop\"}").status());

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> events().equals(List.of(
                        "call_started", "record_aborted", "record_failed", "record_started", "record_started")));
        JsonNode records = teleboss.get(room + "/records").json().path("items");
        assertEquals("aborted", records.at("/0/state").asText());
        assertEquals("failed", records.at("/1/state").asText());
        records.forEach(record -> assertEquals(
                404,
                teleboss.get(room + "/records/download/" + record.path("id").asText())
                        .status()));
    }

    @Test
    @DisplayName("are lost and doubled by the share the fault script says, alike every time it is played")
    void areLostAndDoubled() {
        JsonNode once = countersOfAHundredCalls();
        teleboss.post("/backoffice/reset", "");
        subscribe();

        assertEquals(once, countersOfAHundredCalls());
    }

    private JsonNode countersOfAHundredCalls() {
        teleboss.play("[{\"event\":\"call_*\",\"action\":\"lose\",\"probability\":0.3,\"seed\":1},"
                + "{\"action\":\"double\",\"probability\":0.2,\"seed\":2},"
                + "{\"action\":\"shuffle\",\"delayMillis\":50}]");
        heard.clear();
        for (int i = 0; i < 100; i++) {
            teleboss.call(room, "{'hooks':true}");
        }
        JsonNode counters = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> teleboss.state().path("hookCounters"),
                        told -> told.path("delivered").asInt()
                                == 200
                                        - told.path("lose").asInt()
                                        + told.path("double").asInt());
        int lost = counters.path("lose").asInt();
        int doubled = counters.path("double").asInt();
        assertEquals(200, counters.path("told").asInt());
        assertTrue(lost > 40 && lost < 80, lost + " of 200 lost");
        assertTrue(doubled > 10 && doubled < 50, doubled + " of the rest doubled");
        assertEquals(200 - lost + doubled, heard.size());
        return counters;
    }

    @Test
    @DisplayName("overtake one another when the fault script shuffles them")
    void areShuffled() {
        teleboss.play("[{\"event\":\"record_finished\",\"action\":\"shuffle\",\"delayMillis\":300,\"seed\":1}]");
        String thirty = String.join(",", Collections.nCopies(30, "{}"));
        JsonNode made = teleboss.call(room, "{'hooks':true,'records':[" + thirty + "]}");
        List<String> inOrder = new ArrayList<>();
        made.path("records").forEach(record -> inOrder.add(record.path("id").asText()));

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() == 62);
        List<String> asHeard = bodies().stream()
                .filter(body -> body.path("eventName").asText().equals("record_finished"))
                .map(body -> body.path("recordId").asText())
                .toList();
        assertEquals(Set.copyOf(inOrder), Set.copyOf(asHeard));
        assertNotEquals(inOrder, asHeard);
    }

    @Test
    @DisplayName("come late when the fault script delays them, and only as often as it says")
    void areDelayed() throws Exception {
        teleboss.play("[{\"action\":\"delay\",\"delayMillis\":400,\"times\":1}]");

        long began = System.nanoTime();
        teleboss.call(room, "{'hooks':true}");
        assertSigned("call_finished", heard.poll(10, TimeUnit.SECONDS));
        assertSigned("call_started", heard.poll(10, TimeUnit.SECONDS));
        assertTrue(System.nanoTime() - began >= 390_000_000L);
        assertEquals(0, teleboss.get("/backoffice/faults").json().size());
    }

    @Test
    @DisplayName("carry a signature that is not right when the fault script forges them")
    void areForged() throws Exception {
        teleboss.play("[{\"event\":\"call_finished\",\"action\":\"double\",\"times\":1},"
                + "{\"event\":\"call_finished\",\"action\":\"forge\",\"times\":1}]");
        teleboss.call(room, "{'hooks':true}");

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() == 3);
        int right = 0;
        for (String message : heard) {
            JsonNode json = JSON.readTree(message);
            right += json.path("signature").asText().equals(signature(json)) ? 1 : 0;
        }
        assertEquals(2, right);
    }

    private List<JsonNode> bodies() {
        return heard.stream().map(TelebossWebhooksTest::body).toList();
    }

    private List<String> events() {
        return bodies().stream()
                .map(body -> body.path("eventName").asText())
                .sorted()
                .toList();
    }

    private static JsonNode body(String message) {
        try {
            return JSON.readTree(message).path("body");
        } catch (IOException notJson) {
            throw new AssertionError(message, notJson);
        }
    }

    private void subscribe() {
        space = teleboss.space();
        room = teleboss.room(space, "Algebra");
        secret = teleboss.post(space + "/webhook", "{\"url\":\"" + hook() + "\"}")
                .text("secret");
    }

    private String hook() {
        return "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook";
    }

    private void assertSigned(String eventName, String message) throws Exception {
        JsonNode json = JSON.readTree(message);
        assertEquals(eventName, json.at("/body/eventName").asText());
        assertEquals(Teleboss.id(room), json.at("/body/roomId").asText());
        assertEquals(signature(json), json.path("signature").asText());
    }

    private String signature(JsonNode message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(), "HmacSHA256"));
        return HexFormat.of()
                .formatHex(mac.doFinal(message.path("body").toString().getBytes()));
    }
}

package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
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
        space = teleboss.space();
        room = teleboss.room(space, "Algebra");
        secret = teleboss.post(space + "/webhook", "{\"url\":\"" + hook() + "\"}")
                .text("secret");
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

    private String hook() {
        return "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook";
    }

    private void assertSigned(String eventName, String message) throws Exception {
        JsonNode json = new ObjectMapper().readTree(message);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(), "HmacSHA256"));
        String expected = HexFormat.of()
                .formatHex(mac.doFinal(json.path("body").toString().getBytes()));
        assertEquals(eventName, json.at("/body/eventName").asText());
        assertEquals(Teleboss.id(room), json.at("/body/roomId").asText());
        assertEquals(expected, json.path("signature").asText());
    }
}

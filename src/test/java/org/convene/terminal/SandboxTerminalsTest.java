package org.convene.terminal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.convene.sandbox.terminal.TerminalSandbox;
import org.convene.sandbox.terminal.TerminalSettings;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.terminal.file.TerminalFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with the terminals of the sandbox, one or two hundred at a time, broken in every way. */
class SandboxTerminalsTest {
    private static final int MANY = 200;
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private TerminalSandbox sandbox;
    private Hub hub;

    @TempDir
    Path files;

    @BeforeEach
    void open() throws Exception {
        sandbox = new TerminalSandbox(
                VERTX, TerminalSettings.standard().withCount(MANY).withPin("1A3"));
        sandbox.start().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        if (hub != null) {
            hub.close();
        }
        sandbox.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    private Hub hub(int count, String... written) throws Exception {
        Map<String, String> all = new HashMap<>();
        for (int number = 1; number <= count; number++) {
            String name = "room-%04d".formatted(number);
            all.put("convene.terminals.\"" + name + "\".url", sandbox.url().replace("http", "ws") + "/" + name);
            all.put("convene.terminals.\"" + name + "\".credentials", "1A3");
        }
        for (int i = 0; i < written.length; i += 2) {
            all.put(written[i], written[i + 1]);
        }
        return new Hub(VERTX, all);
    }

    private static void allBecome(Hub hub, Connection connection) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertEquals(
                        hub.terminals.all().size(),
                        hub.terminals.all().stream()
                                .filter(terminal -> terminal.status().connection() == connection)
                                .count(),
                        () -> hub.terminals.all().iterator().next().status().toString()));
    }

    private static Terminal first(Hub hub) {
        return hub.terminals.find("room-0001").orElseThrow();
    }

    private JsonNode backOffice(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(sandbox.url() + "/backoffice" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertTrue(answer.statusCode() < 300, answer::body);
        return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
    }

    private static <T> T got(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static ObjectNode params(String json) throws Exception {
        return (ObjectNode) JSON.readTree(json);
    }

    @Test
    void twoHundredTerminalsAreReadyAndAfterAllAreCutTheyAreAgain() throws Exception {
        hub = hub(MANY, "convene.terminal.handshakes", "20");
        allBecome(hub, Connection.READY);
        backOffice("DELETE", "/counters", "");
        backOffice("POST", "/drop", "{\"how\":\"reset\"}");
        await().atMost(SOON)
                .until(() -> hub.events(TerminalEvent.CONNECTION).stream()
                                .filter(event ->
                                        event.body().path("state").asText().equals("offline"))
                                .count()
                        == MANY);
        allBecome(hub, Connection.READY);
        JsonNode traffic = backOffice("GET", "/state", "").path("traffic");
        assertTrue(traffic.path("peakHandshakes").asInt(99) <= 20, traffic::toString);
        await().atMost(SOON).until(() -> hub.events(TerminalEvent.GAP).size() == MANY);
    }

    @Test
    void everyWayOfLosingTheConnectionEndsInANewOne() throws Exception {
        hub = hub(1, "convene.terminal.heartbeat", "300ms", "convene.terminal.silence", "300ms");
        allBecome(hub, Connection.READY);
        int gaps = 0;
        for (String how : new String[] {"close", "reset", "cut", "half-open"}) {
            backOffice("POST", "/terminals/room-0001/drop", "{\"how\":\"" + how + "\"}");
            int expected = ++gaps;
            await(how).atMost(SOON).until(() -> hub.events(TerminalEvent.GAP).size() == expected);
            allBecome(hub, Connection.READY);
        }
    }

    @Test
    void twoHubsDoNotThrowEachOtherOut() throws Exception {
        hub = hub(1);
        allBecome(hub, Connection.READY);
        try (Hub other = hub(1)) {
            allBecome(other, Connection.READY);
            allBecome(hub, Connection.YIELDED);
            await().during(Duration.ofSeconds(2))
                    .atMost(SOON)
                    .until(() -> first(other).status().connection() == Connection.READY);
            first(hub).takeSeat();
            allBecome(hub, Connection.READY);
            allBecome(other, Connection.YIELDED);
        }
    }

    @Test
    void aCallThatIsAnsweredIsDoneAndOneThatIsRejectedSaysWhy() throws Exception {
        hub = hub(1);
        allBecome(hub, Connection.READY);
        ObjectNode done = got(first(hub)
                .send(TerminalCommand.of("call", params("{\"peerId\":\"anna@sandbox.trueconf.example\"}"), "test")
                        .awaitingOutcome(true)));
        assertTrue(done.path("done").asBoolean(), done::toString);
        await().atMost(SOON).until(() -> first(hub).status().appState().orElse(0) == 5);
        ObjectNode over =
                got(first(hub).send(TerminalCommand.of("hangUp", "test").awaitingOutcome(true)));
        assertTrue(over.path("done").asBoolean(), over::toString);
        backOffice("PUT", "/terminals/room-0001/next-call", "{\"answer\":\"reject\",\"cause\":2,\"times\":1}");
        ObjectNode rejected = got(first(hub)
                .send(TerminalCommand.of("call", params("{\"peerId\":\"boris@sandbox.trueconf.example\"}"), "test")
                        .awaitingOutcome(true)));
        assertFalse(rejected.path("done").asBoolean(true), rejected::toString);
        assertTrue(rejected.path("why").asText().contains("busy"), rejected::toString);
    }

    @Test
    void aCallToSomebodyNamedWithoutAServerIsDoneToo() throws Exception {
        hub = hub(1);
        allBecome(hub, Connection.READY);
        ObjectNode done = got(first(hub)
                .send(TerminalCommand.of("call", params("{\"peerId\":\"anna\"}"), "test")
                        .awaitingOutcome(true)));
        assertTrue(done.path("done").asBoolean(), done::toString);
    }

    @Test
    void aFileIsPutOntoTheTerminalAndAPictureOfItsCameraComesBack() throws Exception {
        hub = hub(1);
        allBecome(hub, Connection.READY);
        TerminalFiles terminalFiles = new TerminalFiles(VERTX, Clock.systemUTC());
        got(first(hub).send(TerminalCommand.of("setBroadcastSelfie", params("{\"enabled\":true,\"fps\":1}"), "test")));
        byte[] picture = got(terminalFiles.frame(first(hub), TerminalFiles.SELF));
        assertArrayEquals(new byte[] {(byte) 0xff, (byte) 0xd8}, new byte[] {picture[0], picture[1]});
        Path slide = Files.write(files.resolve("slide.png"), new byte[100_000]);
        ObjectNode stored = got(terminalFiles.upload(first(hub), "Тема урока.png", "image/png", slide));
        assertTrue(stored.path("fileId").asLong() > 0, stored::toString);
        assertTrue(got(first(hub).send(TerminalCommand.of("startBroadcastPicture", stored, "test")))
                .path("result")
                .asBoolean());
    }

    @Test
    void aTokenOfTheFileServerThatEndedIsReplaced() throws Exception {
        hub = hub(1);
        allBecome(hub, Connection.READY);
        TerminalFiles terminalFiles = new TerminalFiles(VERTX, Clock.systemUTC());
        got(first(hub).send(TerminalCommand.of("setBroadcastSelfie", params("{\"enabled\":true,\"fps\":1}"), "test")));
        got(terminalFiles.frame(first(hub), TerminalFiles.SELF));
        got(first(hub).send(TerminalCommand.of("clearTokens", "test")));
        assertTrue(got(terminalFiles.frame(first(hub), TerminalFiles.SELF)).length > 0);
    }
}

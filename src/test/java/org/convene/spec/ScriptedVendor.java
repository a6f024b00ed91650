package org.convene.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One HTTP server that plays every vendor: it answers as the spec says, and remembers what it heard. Whoever asks for a
 * token is given one, unless a turn is about that.
 */
public class ScriptedVendor implements QuarkusTestResourceLifecycleManager {
    private static final int NOT_IN_THE_SPEC = 599;

    private static final List<Heard> HEARD = new ArrayList<>();
    private static final List<JsonNode> TURNS = new ArrayList<>();
    /** Where vendors give out tokens, by POST. */
    private static final Set<String> TOKENS = Set.of("/oauth2/v1/token", "/auth");

    private static boolean anyOrder;
    private static boolean aboutTokens;

    private Vertx vertx;
    private Path dataDir;

    @Override
    public Map<String, String> start() {
        try {
            dataDir = Files.createTempDirectory("convene-spec-");
        } catch (IOException noSpace) {
            throw new UncheckedIOException(noSpace);
        }
        vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body.toString())))
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        String url = "http://localhost:" + server.actualPort();
        return Map.of(
                "convene.teleboss.url",
                url,
                "convene.trueconf.url",
                url,
                "convene.mx.url",
                url,
                "convene.data-dir",
                dataDir.toString());
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        try (Stream<Path> files = Files.walk(dataDir)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** What the vendor will hear and answer from now on; {@code inAnyOrder} where calls are made side by side. */
    static synchronized void expect(JsonNode turns, boolean inAnyOrder) {
        HEARD.clear();
        TURNS.clear();
        turns.forEach(TURNS::add);
        anyOrder = inAnyOrder;
        aboutTokens = TURNS.stream()
                .map(turn -> turn.path("hears"))
                .anyMatch(hears -> asksForToken(
                        hears.path("method").asText(), hears.path("path").asText()));
    }

    static synchronized List<Heard> heard() {
        return List.copyOf(HEARD);
    }

    private static synchronized JsonNode turnFor(Heard heard) {
        HEARD.add(heard);
        JsonNode turn = TURNS.stream()
                .filter(candidate -> !anyOrder || heard.differences(candidate).isEmpty())
                .findFirst()
                .orElse(null);
        TURNS.remove(turn);
        heard.answeredBy(turn);
        return turn;
    }

    private static boolean asksForToken(String method, String path) {
        return method.equals("POST") && TOKENS.contains(path);
    }

    private static synchronized boolean tokensAreTurns() {
        return aboutTokens;
    }

    private static JsonNode tokenGiven() {
        ObjectNode turn = Expected.JSON.createObjectNode();
        turn.putObject("answers")
                .putObject("body")
                .put("access_token", "spec-token")
                .put("expires_in", 3600)
                .put("token_type", "Bearer");
        return turn;
    }

    private static void answer(HttpServerRequest request, String body) {
        boolean token = asksForToken(request.method().name(), request.path()) && !tokensAreTurns();
        JsonNode turn = token ? tokenGiven() : turnFor(Heard.of(request, body));
        HttpServerResponse response = request.response();
        if (turn == null) {
            response.setStatusCode(NOT_IN_THE_SPEC).end();
            return;
        }
        JsonNode answers = turn.path("answers");
        if (answers.path("silence").asBoolean()) {
            return;
        }
        if (answers.path("drop").asBoolean()) {
            request.connection().close();
            return;
        }
        answers.path("headers")
                .fields()
                .forEachRemaining(header ->
                        response.putHeader(header.getKey(), header.getValue().asText()));
        response.setStatusCode(answers.path("status").asInt(200));
        if (answers.path("stall").asBoolean()) {
            response.setChunked(true).write(answers.get("text").asText());
        } else if (answers.path("cut").asBoolean()) {
            response.setChunked(true)
                    .write(answers.get("text").asText())
                    .onComplete(written -> request.connection().close());
        } else if (answers.has("text")) {
            response.putHeader("Content-Type", "text/plain")
                    .end(answers.get("text").asText());
        } else if (answers.has("body")) {
            response.putHeader("Content-Type", "application/json")
                    .end(answers.get("body").toString());
        } else {
            response.end();
        }
    }
}

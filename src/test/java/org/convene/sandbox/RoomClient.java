package org.convene.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A program at a terminal's WebSocket. It keeps all that it heard, in order. */
final class RoomClient implements WebSocket.Listener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Integer> binaries = new CopyOnWriteArrayList<>();
    private final AtomicInteger fragments = new AtomicInteger();
    private final AtomicInteger lastId = new AtomicInteger();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private volatile int pongs;
    private WebSocket socket;

    static RoomClient connect(HttpClient client, String url) {
        RoomClient made = new RoomClient();
        try {
            made.socket = client.newWebSocketBuilder()
                    .connectTimeout(PATIENCE)
                    .buildAsync(URI.create(url), made)
                    .join();
        } catch (CompletionException refused) {
            throw new IllegalStateException(refused.getCause());
        }
        return made;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        fragments.incrementAndGet();
        if (last) {
            heard.add(parts.toString());
            parts.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        binaries.add(data.remaining());
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        pongs++;
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(-1);
    }

    /** Sends a command with a {@code requestId} and waits for its reply; the parameters as JSON, with single quotes. */
    JsonNode ask(String method, String params) {
        String id = String.valueOf(lastId.incrementAndGet());
        say("{'method':'" + method + "','requestId':'" + id + "'" + (params.isEmpty() ? "" : "," + params) + "}");
        return await(json -> json.path("requestId").asText().equals(id));
    }

    JsonNode ask(String method) {
        return ask(method, "");
    }

    /** The same, for one that must be done. */
    JsonNode order(String method, String params) {
        JsonNode reply = ask(method, params);
        if (!reply.path("result").asBoolean()) {
            throw new AssertionError(method + ": " + reply);
        }
        return reply;
    }

    void say(String text) {
        socket.sendText(text.replace('\'', '"'), true).join();
    }

    void ping() {
        socket.sendPing(ByteBuffer.allocate(0)).join();
    }

    int pongs() {
        return pongs;
    }

    /** The first event of this name since the client connected, or since {@link #forget}. */
    JsonNode event(String name) {
        return await(json -> json.path("event").asText().equals(name));
    }

    JsonNode await(Predicate<JsonNode> wanted) {
        try {
            return Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> all().stream().filter(wanted).findFirst(), java.util.Optional::isPresent)
                    .orElseThrow();
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            throw new AssertionError("Not heard among " + heard, late);
        }
    }

    void forget() {
        heard.clear();
    }

    /** The frames that are JSON, a BOM aside. */
    List<JsonNode> all() {
        return heard.stream().map(RoomClient::json).toList();
    }

    List<String> raw() {
        return heard;
    }

    List<String> events() {
        return all().stream()
                .filter(json -> json.has("event"))
                .map(json -> json.path("event").asText())
                .toList();
    }

    List<Integer> binaries() {
        return binaries;
    }

    int fragments() {
        return fragments.get();
    }

    private static JsonNode json(String text) {
        try {
            return SandboxClient.JSON.readTree(text.replace("\uFEFF", ""));
        } catch (IOException noJson) {
            return SandboxClient.JSON.createObjectNode();
        }
    }

    /** The code of the close frame; -1 when the connection ended without one. */
    int closeCode() {
        return closed.orTimeout(5, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    @Override
    public void close() {
        socket.abort();
    }
}

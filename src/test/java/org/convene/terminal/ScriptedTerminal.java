package org.convene.terminal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** A terminal that says exactly what a test tells it to; without a word it accepts everybody and everything. */
public final class ScriptedTerminal implements AutoCloseable {
    /** What is done with a command in place of the usual answer; {@code null} says nothing. */
    public interface Answer extends BiFunction<ScriptedTerminal, ObjectNode, String> {}

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> USUAL = Map.of(
            "auth", "\"previleges\":2,\"token\":\"t-1\",\"tokenForHttpServer\":\"h*1\",\"result\":true",
            "getAppState", "\"appState\":3,\"embeddedHttpPort\":8766,\"result\":true",
            "getConferences", "\"result\":false");

    public final List<ObjectNode> heard = new CopyOnWriteArrayList<>();
    final List<Long> heardAt = new CopyOnWriteArrayList<>();
    final Set<ServerWebSocket> sockets = ConcurrentHashMap.newKeySet();

    private final Vertx vertx;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private volatile ServerWebSocket socket;
    private volatile boolean echo = true;
    private int port;

    public ScriptedTerminal(Vertx vertx) {
        this.vertx = vertx;
    }

    public ScriptedTerminal listen() throws Exception {
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(request -> request.toWebSocket().onSuccess(this::accept));
        port = server.listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS)
                .actualPort();
        return this;
    }

    /** Power off: everybody is cut, nobody gets in. */
    public void off() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    public String url() {
        return "ws://127.0.0.1:" + port;
    }

    public ScriptedTerminal on(String method, Answer answer) {
        answers.put(method, answer);
        return this;
    }

    /** As it was made: nothing heard, the usual answers. */
    void forget() {
        heard.clear();
        heardAt.clear();
        answers.clear();
    }

    /** Gives no requestId back, as some samples of the vendor do not. */
    ScriptedTerminal withoutEcho() {
        echo = false;
        return this;
    }

    private void accept(ServerWebSocket opened) {
        socket = opened;
        sockets.add(opened);
        opened.closeHandler(gone -> sockets.remove(opened));
        opened.textMessageHandler(text -> {
            try {
                ObjectNode command = (ObjectNode) JSON.readTree(text);
                heardAt.add(System.nanoTime());
                heard.add(command);
                String method = command.path("method").asText();
                Answer answer = answers.get(method);
                String said = answer == null
                        ? reply(command, USUAL.getOrDefault(method, "\"result\":true"))
                        : answer.apply(this, command);
                if (said != null) {
                    opened.writeTextMessage(said);
                }
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        });
    }

    /** The usual shape of a reply. */
    public String reply(ObjectNode command, String fields) {
        String id = echo ? command.path("requestId").asText() : "";
        return "{\"requestId\":\"%s\",\"method\":\"%s\",%s}"
                .formatted(id, command.path("method").asText(), fields);
    }

    public void push(String frame) {
        socket.writeTextMessage(frame);
    }

    public ServerWebSocket socket() {
        return socket;
    }

    public long count(String method) {
        return heard.stream()
                .filter(command -> command.path("method").asText().equals(method))
                .count();
    }

    @Override
    public void close() throws Exception {
        off();
    }
}

package org.convene.terminal.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.multipart.MultipartForm;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.convene.terminal.Terminal;
import org.convene.terminal.TerminalCommand;
import org.convene.vendor.VendorFailure;

/**
 * Files and pictures by the HTTP server inside a terminal (trueconf-room C4): what is uploaded gets a {@code fileId} for
 * {@code sendFile}, {@code addSlide}, {@code startBroadcastPicture} and the like.
 */
@Singleton
public class TerminalFiles {
    /** The camera of the terminal itself. */
    public static final String SELF = "#self:0";

    private static final String WHO = "convene";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    /** The token lives five minutes. */
    private static final Duration KEPT = Duration.ofMinutes(4);

    private final WebClient client;
    private final Clock clock;
    private final Map<String, Door> doors = new ConcurrentHashMap<>();

    /** Where the server of a terminal is, and what opens it. */
    private record Door(int port, String token, Instant until) {}

    /** One request to the server of a terminal. */
    private interface Call {
        Future<HttpResponse<Buffer>> send(HttpRequest<Buffer> request);
    }

    public TerminalFiles(Vertx vertx, Clock clock) {
        this.clock = clock;
        this.client = WebClient.create(
                vertx, new WebClientOptions().setFollowRedirects(false).setConnectTimeout(5_000));
    }

    /**
     * A picture of what a camera sees now, as the terminal encodes it (JPEG).
     *
     * @param peer whose: a participant's TrueConf ID, or {@link #SELF}
     */
    public CompletionStage<byte[]> frame(Terminal terminal, String peer) {
        return ask(
                        terminal,
                        "GET",
                        "/frames/",
                        request -> request.addQueryParam("peerId", peer).send())
                .map(answer ->
                        answer.body() == null ? new byte[0] : answer.body().getBytes())
                .toCompletionStage();
    }

    /**
     * Puts a file onto the terminal.
     *
     * @param name the name people see
     * @return {@code {fileId}}
     */
    public CompletionStage<ObjectNode> upload(Terminal terminal, String name, String mediaType, Path file) {
        MultipartForm form = MultipartForm.create().binaryFileUpload("file", name, file.toString(), mediaType);
        return ask(terminal, "POST", "/files/", request -> request.sendMultipartForm(form))
                .compose(TerminalFiles::fileId)
                .toCompletionStage();
    }

    private static Future<ObjectNode> fileId(HttpResponse<Buffer> answer) {
        String id = answer.getHeader("FileId");
        if (id == null || !id.strip().matches("\\d{1,18}")) {
            return Future.failedFuture(new VendorFailure.Uncertain("the terminal took the file and gave it no FileId"));
        }
        return Future.succeededFuture(JsonNodeFactory.instance.objectNode().put("fileId", Long.parseLong(id.strip())));
    }

    /** Once more with another token when this one is not accepted: it may have ended before its time. */
    private Future<HttpResponse<Buffer>> ask(Terminal terminal, String method, String path, Call call) {
        return door(terminal)
                .compose(door -> send(terminal, door, method, path, call))
                .compose(answer -> {
                    if (answer.statusCode() != UNAUTHORIZED && answer.statusCode() != FORBIDDEN) {
                        return judged(answer);
                    }
                    doors.remove(terminal.name());
                    return door(terminal)
                            .compose(door -> send(terminal, door, method, path, call))
                            .compose(TerminalFiles::judged);
                });
    }

    private Future<HttpResponse<Buffer>> send(Terminal terminal, Door door, String method, String path, Call call) {
        String host = URI.create(terminal.status().url()).getHost();
        HttpRequest<Buffer> request = client.request(HttpMethod.valueOf(method), door.port(), host, path)
                .timeout(Duration.ofMinutes(2).toMillis())
                .addQueryParam("token", door.token());
        return call.send(request)
                .recover(failure -> Future.failedFuture(
                        new VendorFailure.Down("the file server of " + terminal.name() + " cannot be reached")));
    }

    private static Future<HttpResponse<Buffer>> judged(HttpResponse<Buffer> answer) {
        int status = answer.statusCode();
        if (status < 300) {
            return Future.succeededFuture(answer);
        }
        return Future.failedFuture(
                switch (status) {
                    case UNAUTHORIZED, FORBIDDEN ->
                        new VendorFailure.Unauthorized("the terminal's file server does not accept its own token");
                    case 404 ->
                        new VendorFailure.NotFound("the terminal has no such picture; outside a call its own"
                                + " camera gives one only after setBroadcastSelfie");
                    case 413 -> new VendorFailure.Refused("the terminal does not take files of this size");
                    default ->
                        status < 500
                                ? new VendorFailure.Refused(
                                        "the terminal's file server refuses it (HTTP " + status + ")")
                                : new VendorFailure.Down("the terminal's file server failed (HTTP " + status + ")");
                });
    }

    private Future<Door> door(Terminal terminal) {
        Door known = doors.get(terminal.name());
        if (known != null && clock.instant().isBefore(known.until())) {
            return Future.succeededFuture(known);
        }
        return Future.fromCompletionStage(terminal.send(TerminalCommand.of("getAppState", WHO))
                .thenCompose(state -> {
                    // a number in real life, text in the vendor's document
                    int port = state.path("embeddedHttpPort").asInt(0);
                    if (port <= 0) {
                        return CompletableFuture.<Door>failedFuture(new VendorFailure.Refused("the file server of "
                                + terminal.name() + " is switched off; startHttpServer switches it on"));
                    }
                    return terminal.send(TerminalCommand.of("getTokenForHttpServer", WHO))
                            .thenApply(reply -> remembered(terminal, port, reply));
                }));
    }

    private Door remembered(Terminal terminal, int port, JsonNode reply) {
        Door door =
                new Door(port, reply.path("token").asText(""), clock.instant().plus(KEPT));
        doors.put(terminal.name(), door);
        return door;
    }
}

package org.convene.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.convene.sandbox.teleboss.TelebossSandbox;
import org.convene.sandbox.teleboss.TelebossSettings;

/** A running sandbox and a client without cookies, for tests. */
final class Teleboss implements AutoCloseable {

    static final String TOKEN = "sandbox-token";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer, with its body read as JSON when it is some. */
    record Reply(int status, HttpResponse<String> http) {
        JsonNode json() {
            try {
                return JSON.readTree(http.body());
            } catch (IOException notJson) {
                throw new AssertionError("No JSON: " + http.body(), notJson);
            }
        }

        String text(String field) {
            return json().path(field).asText();
        }

        String body() {
            return http.body();
        }
    }

    private final TelebossSandbox sandbox;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Teleboss(Vertx vertx, TelebossSettings settings, Clock clock) {
        sandbox = new TelebossSandbox(vertx, settings, clock);
        sandbox.start().toCompletionStage().toCompletableFuture().join();
    }

    static Teleboss standard(Vertx vertx) {
        return new Teleboss(vertx, TelebossSettings.standard(), Clock.systemUTC());
    }

    String url() {
        return sandbox.url();
    }

    Reply get(String path) {
        return exchange(request(path).GET());
    }

    Reply delete(String path) {
        return exchange(request(path).DELETE());
    }

    Reply post(String path, String json) {
        return exchange(request(path).POST(BodyPublishers.ofString(json)).header("Content-Type", "application/json"));
    }

    Reply put(String path, String json) {
        return exchange(request(path).PUT(BodyPublishers.ofString(json)).header("Content-Type", "application/json"));
    }

    /** Opens a link as a browser would, without any header of the API. */
    Reply open(String link) {
        return exchange(HttpRequest.newBuilder(URI.create(link)).GET());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + TOKEN);
    }

    Reply exchange(HttpRequest.Builder request) {
        try {
            return tryExchange(request);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    Reply tryExchange(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Asks for a file; fails as a client does when the connection breaks. */
    HttpResponse<byte[]> fetch(String url, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Makes a call in the back office; what it tells of it. */
    JsonNode call(String room, String call) {
        Reply reply = post("/backoffice/rooms/" + id(room) + "/calls", call.replace('\'', '"'));
        if (reply.status() != 201) {
            throw new AssertionError(reply.body());
        }
        return reply.json();
    }

    /** The link to the file of a record. */
    String download(String room, JsonNode record) {
        return get(room + "/records/download/" + record.path("id").asText()).body();
    }

    /** A new space; its path. */
    String space() {
        return "/v1/spaces/"
                + post("/v1/spaces/", "{\"name\":\"School\",\"isPublic\":true}").text("id");
    }

    /** A new room; its path. */
    String room(String space, String name) {
        String body = JSON.createObjectNode().put("name", name).toString();
        return space + "/rooms/" + post(space + "/rooms", body).text("id");
    }

    /** A new link into a room. */
    String link(String room, String fields) {
        return post(room + "/generate-access", fields).text("url");
    }

    JsonNode state() {
        return get("/backoffice/state").json();
    }

    void play(String faults) {
        Reply reply = put("/backoffice/faults", faults);
        if (reply.status() != 200) {
            throw new AssertionError(reply.body());
        }
    }

    static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public void close() {
        sandbox.close().toCompletionStage().toCompletableFuture().join();
    }
}

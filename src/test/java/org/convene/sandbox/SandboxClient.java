package org.convene.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.convene.sandbox.stage.Sandbox;

/** A running sandbox and a client without cookies, for tests. */
abstract class SandboxClient implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

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

    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Sandbox sandbox;

    SandboxClient(Sandbox sandbox) {
        this.sandbox = sandbox;
        sandbox.start().toCompletionStage().toCompletableFuture().join();
    }

    /** A request of somebody the vendor knows. */
    abstract HttpRequest.Builder request(String path);

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

    JsonNode state() {
        return get("/backoffice/state").json();
    }

    void play(String faults) {
        Reply reply = put("/backoffice/faults", faults);
        if (reply.status() != 200) {
            throw new AssertionError(reply.body());
        }
    }

    /** As new. */
    void reset() {
        post("/backoffice/reset", "");
    }

    @Override
    public void close() {
        sandbox.close().toCompletionStage().toCompletableFuture().join();
    }
}

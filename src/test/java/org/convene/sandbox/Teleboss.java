package org.convene.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.convene.sandbox.teleboss.TelebossSandbox;
import org.convene.sandbox.teleboss.TelebossSettings;

/** The running Teleboss sandbox and its one user, for tests. */
final class Teleboss extends SandboxClient {

    static final String TOKEN = "sandbox-token";

    Teleboss(Vertx vertx, TelebossSettings settings, Clock clock) {
        super(new TelebossSandbox(vertx, settings, clock));
    }

    static Teleboss standard(Vertx vertx) {
        return new Teleboss(vertx, TelebossSettings.standard(), Clock.systemUTC());
    }

    @Override
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + TOKEN);
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

    static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

package org.convene.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.convene.StillClock;
import org.convene.sandbox.mx.MxSandbox;
import org.convene.sandbox.mx.MxSettings;

/** The running MX Proxy sandbox, an application that is signed in as its user, and a clock that tests move. */
final class MxProxy extends SandboxClient {

    static final String APPLICATION = basic("sandbox-client:sandbox-secret");
    static final String USER = "grant_type=password&username=sandbox&password=sandbox";

    private final StillClock clock;
    private String token;

    private MxProxy(Vertx vertx, MxSettings settings, StillClock clock) {
        super(new MxSandbox(vertx, settings, clock));
        this.clock = clock;
    }

    static MxProxy of(Vertx vertx, MxSettings settings) {
        return new MxProxy(vertx, settings, new StillClock(Instant.parse("2026-11-23T09:00:00Z")));
    }

    static MxProxy standard(Vertx vertx) {
        return of(vertx, MxSettings.standard());
    }

    void later(Duration time) {
        clock.forward(time);
    }

    Instant now() {
        return clock.instant();
    }

    static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** With a token; a new one when there is none or the last one was given up. */
    @Override
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = bare(path);
        return path.startsWith("/backoffice") ? request : request.header("Authorization", "Bearer " + token());
    }

    HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(10));
    }

    String token() {
        if (token == null) {
            token = signIn(APPLICATION, USER).text("access_token");
        }
        return token;
    }

    /** The next request signs in anew. */
    void giveUpToken() {
        token = null;
    }

    @Override
    void reset() {
        super.reset();
        giveUpToken();
    }

    Reply signIn(String authorization, String form) {
        return exchange(bare("/auth")
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Any method; quotation marks of the JSON body may be single ones. */
    Reply send(String method, String path, String body) {
        return exchange(request(path)
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                .header("Content-Type", "application/json; charset=utf-8"));
    }

    Reply send(String method, String path) {
        return exchange(request(path).method(method, BodyPublishers.noBody()));
    }

    /** Tells the back office; its answer. */
    JsonNode scene(String path, String wish) {
        Reply reply = send("POST", "/backoffice/" + path, wish);
        if (reply.status() >= 300) {
            throw new AssertionError(reply.body());
        }
        return reply.status() == 204 ? JSON.nullNode() : reply.json();
    }

    void habits(String habits) {
        Reply reply = send("PUT", "/backoffice/habits", habits);
        if (reply.status() != 200) {
            throw new AssertionError(reply.body());
        }
    }

    /** A call that rings at the user; its id. */
    long incoming(String from) {
        return scene("calls", "{'from':'" + from + "'}").path("id").asLong();
    }

    static String error(Reply reply) {
        JsonNode json = reply.json();
        if (json.size() != 1) {
            throw new AssertionError("More than an error: " + json);
        }
        return json.path("error").asText();
    }
}

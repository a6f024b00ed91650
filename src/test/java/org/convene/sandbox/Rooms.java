package org.convene.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.convene.StillClock;
import org.convene.sandbox.terminal.TerminalSandbox;
import org.convene.sandbox.terminal.TerminalSettings;

/** The running TrueConf Room sandbox with its terminals room-101 and room-102, and a clock that tests move. */
final class Rooms extends SandboxClient {

    static final String ROOM = "room-101";
    static final String DOMAIN = "@sandbox.trueconf.example";

    private final StillClock clock;
    private final TerminalSandbox sandbox;
    private final List<RoomClient> clients = new ArrayList<>();

    private Rooms(TerminalSandbox sandbox, StillClock clock) {
        super(sandbox);
        this.sandbox = sandbox;
        this.clock = clock;
    }

    static Rooms of(Vertx vertx, TerminalSettings settings) {
        StillClock clock = new StillClock(Instant.parse("2026-11-23T06:00:00Z"));
        return new Rooms(new TerminalSandbox(vertx, settings, clock), clock);
    }

    static Rooms standard(Vertx vertx) {
        return of(vertx, TerminalSettings.standard());
    }

    TerminalSandbox sandbox() {
        return sandbox;
    }

    void later(Duration time) {
        clock.forward(time);
    }

    @Override
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(10));
    }

    /** A client of a terminal that has not signed in. */
    RoomClient connect(String name) {
        RoomClient made = RoomClient.connect(client, url().replace("http:", "ws:") + "/" + name);
        clients.add(made);
        return made;
    }

    /** A client of room-101, signed in as its unsecured administrator. */
    RoomClient signedIn() {
        return signedIn(ROOM);
    }

    RoomClient signedIn(String name) {
        RoomClient made = connect(name);
        JsonNode reply = made.ask("auth", "'type':'unsecured'");
        if (!reply.path("result").asBoolean()) {
            throw new AssertionError(reply);
        }
        return made;
    }

    /** An action of the back office on room-101; quotation marks may be single ones. */
    JsonNode act(String action, String body) {
        return act(ROOM, action, body);
    }

    JsonNode act(String name, String action, String body) {
        return good(post("/backoffice/terminals/" + name + "/" + action, TrueConf.quoted(body)));
    }

    JsonNode set(String action, String body) {
        return good(put("/backoffice/terminals/" + ROOM + "/" + action, TrueConf.quoted(body)));
    }

    private static JsonNode good(Reply reply) {
        if (reply.status() >= 300) {
            throw new AssertionError(reply.body());
        }
        return reply.json();
    }

    /** What the back office tells of room-101. */
    JsonNode view() {
        return get("/backoffice/terminals/" + ROOM).json();
    }

    @Override
    void reset() {
        clients.forEach(RoomClient::close);
        clients.clear();
        super.reset();
    }
}

package org.convene.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.convene.StillClock;
import org.convene.sandbox.stage.RoomTerminals;
import org.convene.sandbox.trueconf.TrueConfSandbox;
import org.convene.sandbox.trueconf.TrueConfSettings;

/** The running TrueConf Server sandbox, an application with a token, and a clock that tests move. */
final class TrueConf extends SandboxClient {

    static final String API = "/api/v3.8";
    static final String CONFERENCES = API + "/conferences";
    static final String APPLICATION =
            "grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret";

    /** As little as the server takes. */
    static final String ROOM = "{'topic':'Daily','type':0,'owner':'helen','schedule':{'type':-1}}";

    private final StillClock clock;
    private String token;

    private TrueConf(Vertx vertx, TrueConfSettings settings, StillClock clock, RoomTerminals rooms) {
        super(new TrueConfSandbox(vertx, settings, clock, rooms));
        this.clock = clock;
    }

    static TrueConf of(Vertx vertx, TrueConfSettings settings) {
        return new TrueConf(vertx, settings, new StillClock(Instant.parse("2026-11-23T06:00:00Z")), RoomTerminals.NONE);
    }

    /** With terminals signed in at it. */
    static TrueConf with(Vertx vertx, RoomTerminals rooms) {
        return new TrueConf(
                vertx, TrueConfSettings.standard(), new StillClock(Instant.parse("2026-11-23T06:00:00Z")), rooms);
    }

    static TrueConf standard(Vertx vertx) {
        return of(vertx, TrueConfSettings.standard());
    }

    void later(Duration time) {
        clock.forward(time);
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
            token = form(APPLICATION).text("access_token");
        }
        return token;
    }

    /** The next request asks for a new one. */
    void giveUpToken() {
        token = null;
    }

    @Override
    void reset() {
        super.reset();
        giveUpToken();
    }

    /** What the token endpoint says to a form. */
    Reply form(String form) {
        return exchange(bare("/oauth2/v1/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Creates; quotation marks may be single ones. */
    Reply create(String conference) {
        return post(CONFERENCES, quoted(conference));
    }

    /** A new conference; its path. */
    String conference(String conference) {
        Reply reply = create(conference);
        if (reply.status() != 200) {
            throw new AssertionError(reply.body());
        }
        return CONFERENCES + "/" + reply.json().at("/conference/id").asText();
    }

    /** A new virtual room; its path. */
    String room() {
        return conference(ROOM);
    }

    /** {@link #ROOM} with other fields. */
    static ObjectNode room(String fields) {
        try {
            ObjectNode room = (ObjectNode) JSON.readTree(quoted(ROOM));
            return room.setAll((ObjectNode) JSON.readTree(quoted(fields)));
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    JsonNode read(String conference) {
        return get(conference).json().path("conference");
    }

    void habits(String habits) {
        Reply reply = put("/backoffice/habits", quoted(habits));
        if (reply.status() != 200) {
            throw new AssertionError(reply.body());
        }
    }

    /** The reason of a refusal, in the server's shape. */
    static String reason(Reply reply) {
        return reply.json().at("/error/errors/0/reason").asText();
    }

    static String quoted(String json) {
        return json.replace('\'', '"');
    }
}

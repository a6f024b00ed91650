package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.convene.sandbox.teleboss.TelebossSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A restarted sandbox")
class TelebossStateTest {

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path dir;

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    @DisplayName("still has its rooms, links, calls, records and webhooks")
    void remembers() {
        ObjectNode before;
        String permanent;
        String used;
        String gone;
        String record;
        try (Teleboss teleboss = start()) {
            String space = teleboss.space();
            String room = teleboss.room(space, "Алгебра");
            permanent = teleboss.link(room, "{\"username\":\"Anna\",\"role\":\"user\",\"isPermanent\":true}");
            used = teleboss.link(room, "{\"username\":\"Ivan\",\"role\":\"moderator\"}");
            teleboss.open(used);
            String deleted = teleboss.room(space, "Deleted");
            gone = teleboss.link(deleted, "{\"username\":\"Anna\",\"role\":\"user\"}");
            teleboss.delete(deleted);
            teleboss.post(space + "/webhook", "{\"url\":\"http://127.0.0.1:1/hook\"}");
            teleboss.post(
                    "/v1/users/external-user-meta",
                    "{\"externalUserId\":\"u\",\"externalMeetingId\":\"m\",\"meta\":{\"a\":[1]}}");
            teleboss.call(room, "{'records':[{'size':123}],'participants':[{'name':'Olga'}]}");
            teleboss.put("/backoffice/habits", "{\"reportReadyAfter\":\"PT5S\"}");
            record = path(teleboss.download(room, teleboss.state().at("/records/0")));
            before = (ObjectNode) teleboss.state();
        }

        try (Teleboss teleboss = start()) {
            ObjectNode after = (ObjectNode) teleboss.state();
            assertEquals(lasting(before), lasting(after));
            String port = teleboss.url();
            assertEquals(200, teleboss.open(port + path(permanent)).status());
            assertEquals(410, teleboss.open(port + path(used)).status());
            assertEquals(410, teleboss.open(port + path(gone)).status());
            assertEquals(
                    123,
                    teleboss.open(port + record)
                            .http()
                            .headers()
                            .firstValueAsLong("Content-Length")
                            .orElseThrow());
        }
    }

    @Test
    @DisplayName("has what was there a moment before it was killed")
    void writesSoon() {
        Path file = dir.resolve("sandbox/teleboss.json");
        try (Teleboss teleboss = start()) {
            String room = teleboss.room(teleboss.space(), "Algebra");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> Files.exists(file) && Files.readString(file).contains(Teleboss.id(room)));
        }
    }

    @Test
    @DisplayName("does not start on a state file it cannot read, and says which")
    void refusesBrokenState() throws IOException {
        Path file = dir.resolve("sandbox/teleboss.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"rooms\":");

        Throwable failure = assertThrows(RuntimeException.class, this::start);

        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    }

    private Teleboss start() {
        return new Teleboss(
                vertx,
                TelebossSettings.standard().withStateFile(dir.resolve("sandbox/teleboss.json")),
                Clock.systemUTC());
    }

    private static ObjectNode lasting(ObjectNode state) {
        state.path("links").forEach(link -> ((ObjectNode) link).remove("url"));
        return state.remove(java.util.List.of("counters", "hookCounters", "deliveries"));
    }

    private static String path(String link) {
        return URI.create(link).getRawPath() + "?" + URI.create(link).getRawQuery();
    }
}

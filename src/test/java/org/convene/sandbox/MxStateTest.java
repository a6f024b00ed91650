package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.convene.sandbox.SandboxClient.Reply;
import org.convene.sandbox.mx.MxSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A restarted MX Proxy sandbox")
class MxStateTest {

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path dir;

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    @DisplayName("still has the phone system with all its calls, but not the proxy's keys and connection")
    void remembers() {
        JsonNode before;
        JsonNode log;
        String token;
        try (MxProxy mx = start()) {
            token = mx.token();
            mx.incoming("+79995550101");
            mx.scene("log/many", "{'count':50}");
            mx.scene("voicemails", "{'from':'3044','media':'Recording','note':'Заметка'}");
            mx.send("POST", "/conferences", "{'name':'Планёрка','ownerId':18446744073709551615}");
            mx.send("PUT", "/tokens/fcm/com.example.phone/7C179108B7BF759DED2D");
            mx.send("PATCH", "/calls", "{'remote':true,'device':'1'}");
            mx.habits("{'crossedReplies':true,'devices':['desk']}");
            before = lasting(mx);
            log = mx.get("/backoffice/log").json();
        }

        try (MxProxy mx = start()) {
            // the key of a new proxy is named after the second it was made in
            mx.later(Duration.ofSeconds(1));
            assertEquals(before, lasting(mx));
            assertEquals(log, mx.get("/backoffice/log").json());
            assertTrue(mx.get("/conferences").body().contains("\"ownerId\": 18446744073709551615,"));
            Reply old = mx.exchange(
                    mx.bare("/auth").header("Authorization", "Bearer " + token).GET());
            assertEquals("invalid token: unknown or obsolete signing key", MxProxy.error(old));
        }
    }

    @Test
    @DisplayName("does not start on a state file it cannot read, and says which")
    void refusesBrokenState() throws IOException {
        Path file = dir.resolve("mx.json");
        Files.writeString(file, "{\"contacts\":");

        Throwable failure = assertThrows(RuntimeException.class, this::start);

        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    }

    private MxProxy start() {
        return MxProxy.of(vertx, MxSettings.standard().withStateFile(dir.resolve("mx.json")));
    }

    /** The state without what only the proxy knows. */
    private static JsonNode lasting(MxProxy mx) {
        return ((ObjectNode) mx.state()).remove(List.of("counters", "connectedSince", "backAt"));
    }
}

package org.convene.sandbox;

import static org.convene.sandbox.TrueConf.room;
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
import org.awaitility.Awaitility;
import org.convene.sandbox.trueconf.TrueConfSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A restarted TrueConf Server sandbox")
class TrueConfStateTest {

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path dir;

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    @DisplayName("still has its conferences, who is in them, users, tokens and habits")
    void remembers() {
        JsonNode before;
        String token;
        String path;
        try (TrueConf trueconf = start()) {
            path = trueconf.conference(room("""
                    {'topic':'Планёрка','auto_invite':1,'tags':['a'],'pin':'1','invitations':[{'id':'dean'}],
                     'schedule':{'type':1,'start_time':1795413600,'duration':600}}""").toString());
            trueconf.post(path + "/run", "");
            trueconf.room();
            trueconf.put("/backoffice/users/ivan", "{\"email\":\"i@x.example\"}");
            trueconf.delete("/backoffice/users/kevin");
            trueconf.habits("{'deleteStatus':204,'expiresIn':60}");
            token = trueconf.token();
            before = lasting(trueconf);
        }

        try (TrueConf trueconf = start()) {
            assertEquals(before, lasting(trueconf));
            String participants = path + "/participants?access_token=" + token;
            assertEquals(
                    "dean",
                    trueconf.exchange(trueconf.bare(participants))
                            .json()
                            .at("/participants/0/id")
                            .asText());
            ObjectNode described = ((ObjectNode) trueconf.read(path)).put("description", "While it runs");
            assertEquals(200, trueconf.put(path, described.toString()).status());
        }
    }

    @Test
    @DisplayName("has what was there a moment before it was killed")
    void writesSoon() {
        Path file = dir.resolve("sandbox/trueconf.json");
        try (TrueConf trueconf = start()) {
            String path = trueconf.room();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> Files.exists(file)
                            && Files.readString(file).contains(path.substring(path.lastIndexOf('/') + 1)));
        }
    }

    @Test
    @DisplayName("does not start on a state file it cannot read, and says which")
    void refusesBrokenState() throws IOException {
        Path file = dir.resolve("sandbox/trueconf.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"users\":");

        Throwable failure = assertThrows(RuntimeException.class, this::start);

        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    }

    private TrueConf start() {
        return TrueConf.of(vertx, TrueConfSettings.standard().withStateFile(dir.resolve("sandbox/trueconf.json")));
    }

    /** The state without what a new port and a new day change. */
    private static JsonNode lasting(TrueConf trueconf) {
        ObjectNode state = (ObjectNode) trueconf.state();
        state.path("conferences")
                .forEach(conference -> ((ObjectNode) conference).remove(java.util.List.of("url", "webclient_url")));
        return state.remove(java.util.List.of("counters"));
    }
}

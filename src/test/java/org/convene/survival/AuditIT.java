package org.convene.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import org.awaitility.Awaitility;
import org.convene.process.HubCommand;
import org.convene.process.HubProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of the packaged hub, verified by the command while the hub does not run. */
class AuditIT {
    private static final String LESSON = "{\"id\":\"%s\",\"title\":\"Algebra\",\"type\":\"lesson\","
            + "\"startsAt\":\"2027-03-01T09:00:00+03:00\",\"endsAt\":\"2027-03-01T09:45:00+03:00\","
            + "\"participants\":[{\"id\":\"t-1\",\"name\":\"Anna\",\"role\":\"teacher\"}]}";

    @TempDir
    Path data;

    private Map<String, String> environment() {
        return Map.of("CONVENE_DATA_DIR", data.toString());
    }

    private static JsonNode lesson(String id) throws Exception {
        return new ObjectMapper().readTree(LESSON.formatted(id));
    }

    private HubCommand verify(String... anchor) {
        String[] arguments = new String[anchor.length + 1];
        arguments[0] = "--verify-audit";
        System.arraycopy(anchor, 0, arguments, 1, anchor.length);
        return HubCommand.run(environment(), arguments);
    }

    private void sql(String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + data.resolve("ledger"), "convene", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aRowThatSomebodyAlteredIsNamedByTheCommandThoughTheHubWasKilled() throws Exception {
        String anchor;
        try (HubProcess hub = HubProcess.of("audit-hub", environment()).start()) {
            for (int i = 1; i <= 5; i++) {
                hub.put(lesson("audit-" + i));
            }
            Awaitility.await()
                    .until(() -> hub.get("/audit/verification")
                                    .json()
                                    .path("waiting")
                                    .asInt()
                            == 0);
            assertEquals(2, verify().code(), "the database belongs to the hub that runs");
            JsonNode head = hub.get("/audit/verification").json().path("head");
            anchor = head.path("no").asText() + ":" + head.path("hash").asText();
            hub.put(lesson("audit-6"));
            hub.kill();
        }
        HubCommand whole = verify(anchor);
        assertEquals(0, whole.code(), whole::output);
        assertTrue(whole.output().contains("are as they were sealed"), whole::output);
        try (HubProcess hub = HubProcess.of("audit-hub", environment()).start()) {
            Awaitility.await()
                    .until(() -> hub.get("/audit?subject=lessons/audit-6")
                            .json()
                            .path("items")
                            .path(0)
                            .path("no")
                            .isNumber());
            hub.stop();
        }
        assertEquals(0, verify(anchor).code());
        sql("update audit set who = 'somebody' where subject = 'lessons/audit-3'");
        HubCommand altered = verify();
        assertEquals(1, altered.code(), altered::output);
        assertTrue(altered.output().matches("(?s)Row [0-9]+ was changed: .*"), altered::output);
    }

    @Test
    void whatIsNoNumberAndHashIsToldSo() {
        HubCommand command = verify("yesterday");
        assertEquals(2, command.code());
        assertTrue(command.output().contains("--verify-audit 1042:"), command::output);
    }
}

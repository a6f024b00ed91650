package org.convene.survival;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.convene.process.HubProcess;
import org.convene.process.SandboxProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas on one PostgreSQL: they share one space, the work, and the fate of their database. */
class PostgresqlIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    static Path data;

    private static final SandboxProcess VENDOR = SandboxProcess.of("postgresql-vendor", "delay=50");
    private static EmbeddedPostgres postgres;
    private static int port;
    private static HubProcess one;
    private static HubProcess other;

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        startDatabase();
        VENDOR.start();
        Map<String, String> environment = new HashMap<>(VENDOR.environment(data.resolve("hub")));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.getJdbcUrl("postgres", "postgres"));
        environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        environment.put("CONVENE_JOIN_SECRET", "the same for both");
        environment.put("CONVENE_RECONCILE_LEASE", "8s");
        environment.put("CONVENE_RECONCILE_SWEEP", "2s");
        one = HubProcess.of("postgresql-hub-1", environment);
        other = HubProcess.of("postgresql-hub-2", environment);
        one.launch();
        other.launch();
        one.awaitReady();
        other.awaitReady();
    }

    @AfterAll
    static void end() throws IOException {
        one.close();
        other.close();
        VENDOR.close();
        postgres.close();
    }

    private static void startDatabase() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    @Test
    void twoReplicasOpenOneSpaceAndShareTheWork() {
        Map<String, ObjectNode> wanted = lessons("shared", 200);
        assertTrue(one.post("/lessons", JsonNodeFactory.instance.arrayNode().addAll(wanted.values()))
                .ok());
        wanted.values().stream()
                .limit(20)
                .forEach(lesson -> assertTrue(other.put(lesson).ok()));

        await().atMost(SOON)
                .untilAsserted(() -> wanted.keySet()
                        .forEach(id -> assertEquals(
                                "ready", other.lesson(id).path("state").asText(), id)));
        assertEquals(1, VENDOR.state().path("spaces").size());
        assertEquals(1, VENDOR.heard("createSpace"));
        assertTrue(reconciled(one) > 0 && reconciled(other) > 0, "both worked");
    }

    @Test
    void aRestartOfTheDatabaseIsGotOverWithoutARestartOfTheHub() throws IOException {
        Map<String, ObjectNode> wanted = lessons("restart", 100);
        assertTrue(one.post("/lessons", JsonNodeFactory.instance.arrayNode().addAll(wanted.values()))
                .ok());
        postgres.close();
        ObjectNode meanwhile = School.lesson("meanwhile");
        assertEquals(503, one.put(meanwhile).status(), "nothing is acknowledged that is not stored");

        startDatabase();
        await().atMost(SOON).until(() -> one.put(meanwhile).ok());
        await().atMost(SOON).until(() -> other.put(School.lesson("afterwards")).ok());
        wanted.put("meanwhile", meanwhile);
        wanted.put("afterwards", meanwhile);
        await().atMost(SOON)
                .untilAsserted(() -> wanted.keySet()
                        .forEach(id -> assertEquals(
                                "ready", one.lesson(id).path("state").asText(), id)));
        Map<String, Integer> rooms = new HashMap<>();
        VENDOR.state()
                .path("rooms")
                .forEach(room -> rooms.merge(room.path("name").asText(), 1, Integer::sum));
        assertTrue(rooms.values().stream().allMatch(count -> count == 1), "no room twice: " + rooms);
    }

    private static double reconciled(HubProcess hub) {
        return hub.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("convene_reconcile_duration_seconds_count"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static Map<String, ObjectNode> lessons(String prefix, int count) {
        Map<String, ObjectNode> lessons = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            lessons.put(prefix + "-" + i, School.lesson(prefix + "-" + i));
        }
        return lessons;
    }
}

package org.convene.survival;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.convene.process.HubProcess;
import org.convene.process.SandboxProcess;
import org.convene.terminal.record.KafkaBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged hub on PostgreSQL reads lessons from a real broker. {@code -Dconvene.kafka.kills} says how often it is killed
 * meanwhile (3 by default), {@code -Dconvene.kafka.events} how many events are read for the figure (4,000 by default),
 * {@code -Dconvene.survival.seed} repeats an earlier run.
 */
class KafkaIT {
    private static final int KILLS = Integer.getInteger("convene.kafka.kills", 3);
    private static final int EVENTS = Integer.getInteger("convene.kafka.events", 4_000);
    private static final int LESSONS = 200;
    private static final int AHEAD = 1_000;
    private static final long SEED = Long.getLong("convene.survival.seed", System.nanoTime());

    @TempDir
    static Path data;

    private static EmbeddedPostgres postgres;
    private static LessonTopic topic;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("postgres"))
                .start();
        topic = new LessonTopic(KafkaBroker.brokers());
    }

    @AfterAll
    static void end() throws IOException {
        topic.close();
        postgres.close();
    }

    /** A database of its own for each hub. */
    private static Map<String, String> settings(String name) throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        topic.skipTo(name);
        Map<String, String> settings = new HashMap<>();
        settings.put("CONVENE_DATA_DIR", data.resolve(name).toString());
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.getJdbcUrl("postgres", name));
        settings.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        settings.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        settings.put("CONVENE_KAFKA_ENABLED", "true");
        settings.put("CONVENE_KAFKA_GROUP", name);
        settings.put("CONVENE_KAFKA_LESSON_READERS", "2");
        settings.put("CAMEL_COMPONENT_KAFKA_BROKERS", KafkaBroker.brokers());
        return settings;
    }

    @Test
    void aHubThatIsKilledWhileItReadsKnowsTheLastThatWasSaidOfEachLesson() throws Exception {
        System.out.println("Kills: " + KILLS + ", -Dconvene.survival.seed=" + SEED);
        Random random = new Random(SEED);
        AtomicBoolean writing = new AtomicBoolean(true);
        Map<String, String> said = new TreeMap<>();
        try (SandboxProcess vendor =
                SandboxProcess.of("kafka-vendor", "delay=5").start()) {
            Map<String, String> settings = settings("kills");
            settings.putAll(vendor.environment(data.resolve("kills")));
            try (HubProcess hub = HubProcess.of("kafka-hub", settings).start()) {
                CompletableFuture<Integer> lms =
                        CompletableFuture.supplyAsync(() -> talk(said, new Random(SEED + 1), writing));
                for (int kill = 0; kill < KILLS; kill++) {
                    await().pollDelay(500 + random.nextInt(3_000), MILLISECONDS).until(() -> true);
                    hub.kill();
                    hub.start();
                }
                writing.set(false);
                int events = lms.join();
                await().atMost(Duration.ofMinutes(2))
                        .untilAsserted(() -> assertEquals(0, topic.unread("kills"), "records that nobody read"));
                System.out.println(events + " events were written meanwhile");
                await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertEquals(said, known(hub)));
                await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertEquals(rooms(said), rooms(vendor)));
            }
        }
    }

    /** Says something of a lesson again and again, now and then that it does not take place; not too far ahead of its readers. */
    private static int talk(Map<String, String> said, Random random, AtomicBoolean writing) {
        int events = 0;
        while (writing.get()) {
            for (int some = 0; some < 20; some++) {
                String id = "talk-" + random.nextInt(LESSONS);
                if (random.nextInt(20) == 0) {
                    topic.cancel(id);
                    said.computeIfPresent(id, (one, before) -> "cancelled");
                } else {
                    String title = "Said " + ++events;
                    topic.write(School.lesson(id).put("title", title));
                    said.put(id, title + " ready");
                }
            }
            topic.flush();
            await().forever().until(() -> !writing.get() || topic.unread("kills") < AHEAD);
        }
        return events;
    }

    private static Map<String, String> known(HubProcess hub) {
        Map<String, String> known = new TreeMap<>();
        for (JsonNode lesson : hub.lessons()) {
            String state = lesson.path("state").asText();
            known.put(
                    lesson.path("id").asText(),
                    state.equals("cancelled") ? state : lesson.path("title").asText() + " " + state);
        }
        return known;
    }

    /** How many rooms have which name, without the marker that the hub adds. */
    private static Map<String, Integer> rooms(Map<String, String> said) {
        Map<String, Integer> rooms = new TreeMap<>();
        said.values().stream()
                .filter(one -> !one.equals("cancelled"))
                .forEach(one -> rooms.put(one.replace(" ready", ""), 1));
        return rooms;
    }

    private static Map<String, Integer> rooms(SandboxProcess vendor) {
        Map<String, Integer> rooms = new TreeMap<>();
        vendor.state()
                .path("rooms")
                .forEach(room -> rooms.merge(room.path("name").asText().replaceAll(" #.*", ""), 1, Integer::sum));
        return rooms;
    }

    @Test
    void manyEventsAreStoredInLittleTime() throws Exception {
        Map<String, String> settings = settings("figure");
        settings.put("CONVENE_TELEBOSS_URL", "");
        try (HubProcess hub = HubProcess.of("kafka-figure", settings).start()) {
            // a JVM that has just been started is slower than the one that has been at it all day
            double cold = rate("warm-up", EVENTS);
            double warm = rate("figure", EVENTS);
            System.out.printf("%d events: %.0f a second by a hub just started, then %.0f%n", EVENTS, cold, warm);
            assertEquals(
                    EVENTS,
                    hub.get("/q/metrics")
                            .body()
                            .lines()
                            .filter(line -> line.startsWith("convene_lessons{") && line.contains("pending"))
                            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                            .sum(),
                    "lessons in the ledger");
        }
    }

    /** Two events of each lesson: it is planned, and it is changed. */
    private static double rate(String prefix, int events) throws Exception {
        long begin = System.nanoTime();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < events / 2; i++) {
                topic.write(School.lesson(prefix + "-" + i).put("title", "Round " + round));
            }
        }
        topic.flush();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> assertEquals(0, topic.unread("figure")));
        return events / ((System.nanoTime() - begin) / 1e9);
    }
}

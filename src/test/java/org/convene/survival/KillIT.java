package org.convene.survival;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.convene.process.HubProcess;
import org.convene.process.SandboxProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged hub is killed again and again while a school plans 300 lessons and changes its mind, against a vendor that
 * is slow and faulty all the while. {@code -Dconvene.survival.kills} says how often (3 by default, 20 to be sure), and
 * {@code -Dconvene.survival.seed} repeats the moments and the changes of an earlier run.
 */
class KillIT {
    private static final int LESSONS = 300;
    private static final int KILLS = Integer.getInteger("convene.survival.kills", 3);
    private static final long SEED = Long.getLong("convene.survival.seed", System.nanoTime());
    private static final String FAULTS = """
            [{"path": "/v1/**", "probability": 0.02, "status": 500},
             {"path": "/v1/**", "probability": 0.02, "status": 503, "headers": {"Retry-After": "1"}},
             {"path": "/v1/**", "probability": 0.02, "status": 429},
             {"path": "/v1/**", "probability": 0.02, "action": "drop"},
             {"path": "/v1/**", "probability": 0.03, "action": "drop-after"},
             {"path": "/v1/**", "probability": 0.02, "action": "half"},
             {"path": "/v1/**", "probability": 0.02, "action": "garbage"},
             {"path": "/v1/**", "probability": 0.3, "delayMillis": 80}]""";

    private final Random random = new Random(SEED);
    private final AtomicBoolean killing = new AtomicBoolean(true);

    @TempDir
    Path data;

    @Test
    void aHubThatIsKilledAgainAndAgainLosesNothingAndDoublesNothing() {
        try (SandboxProcess vendor =
                        SandboxProcess.of("kill-vendor", "delay=20").start();
                HubProcess hub = HubProcess.of("kill-hub", vendor.environment(data))) {
            survive(vendor, List.of(hub));
        }
    }

    @Test
    void twoHubsOnOneDatabaseLoseNothingAndDoubleNothingWhicheverIsKilled() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                SandboxProcess vendor =
                        SandboxProcess.of("pair-vendor", "delay=20").start()) {
            Map<String, String> environment = new HashMap<>(vendor.environment(data));
            environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.getJdbcUrl("postgres", "postgres"));
            environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
            environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
            environment.put("CONVENE_JOIN_SECRET", "the same for both");
            environment.put("CONVENE_RECONCILE_LEASE", "8s");
            environment.put("CONVENE_RECONCILE_SWEEP", "2s");
            environment.put("CONVENE_TELEBOSS_TIMEOUT", "3000");
            try (HubProcess one = HubProcess.of("pair-hub-1", environment);
                    HubProcess other = HubProcess.of("pair-hub-2", environment)) {
                survive(vendor, List.of(one, other));
            }
        }
    }

    private void survive(SandboxProcess vendor, List<HubProcess> hubs) {
        System.out.println("Kills: " + KILLS + ", -Dconvene.survival.seed=" + SEED);
        vendor.faults(FAULTS);
        hubs.forEach(HubProcess::launch);
        hubs.forEach(HubProcess::awaitReady);
        List<School> schools = IntStream.range(0, 2)
                .mapToObj(i -> new School(
                        "school-" + i,
                        LESSONS / 2,
                        new Random(SEED + i),
                        anyOf(hubs, new Random(SEED - i)),
                        () -> true))
                .toList();
        List<CompletableFuture<Void>> atWork =
                schools.stream().map(this::planAndChange).toList();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> schools.stream()
                        .noneMatch(school -> school.acknowledged().isEmpty()));
        for (int kill = 0; kill < KILLS; kill++) {
            HubProcess victim = hubs.get(random.nextInt(hubs.size()));
            await().pollDelay(500 + random.nextInt(5000), MILLISECONDS).until(() -> true);
            victim.kill();
            victim.start();
            assertTrue(atWork.stream().noneMatch(CompletableFuture::isCompletedExceptionally), () -> failures(atWork));
        }
        killing.set(false);
        atWork.forEach(CompletableFuture::join);
        vendor.faults("[]");

        Map<String, ObjectNode> wanted = new TreeMap<>();
        schools.forEach(school -> wanted.putAll(school.acknowledged()));
        for (HubProcess hub : hubs) {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> InStep.check(wanted, hub, vendor));
            JsonNode audit = hub.get("/audit/verification").json();
            assertTrue(audit.path("valid").asBoolean() && audit.path("checked").asInt() >= LESSONS, audit::toString);
        }
        int changes = schools.stream().mapToInt(School::changes).sum();
        System.out.println("In step after " + KILLS + " kills and " + changes + " changes: "
                + vendor.state().path("counters"));
    }

    private static String failures(List<CompletableFuture<Void>> atWork) {
        StringBuilder words = new StringBuilder();
        for (CompletableFuture<Void> one : atWork) {
            if (one.isCompletedExceptionally()) {
                try {
                    one.join();
                } catch (CompletionException failed) {
                    words.append(failed.getCause()).append('\n');
                }
            }
        }
        return words.toString();
    }

    private CompletableFuture<Void> planAndChange(School school) {
        return CompletableFuture.runAsync(
                () -> {
                    school.planAll();
                    while (killing.get()) {
                        school.changeSomething();
                        await().pollDelay(20, MILLISECONDS).until(() -> true);
                    }
                },
                work -> new Thread(work, "school").start());
    }

    private static Supplier<HubProcess> anyOf(List<HubProcess> hubs, Random random) {
        return () -> hubs.get(random.nextInt(hubs.size()));
    }
}

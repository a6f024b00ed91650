package org.convene.survival;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.convene.process.HubProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged hub is killed while it reads files of an HR system and an identity provider pushes users. {@code
 * -Dconvene.people.kills} says how often (3 by default), {@code -Dconvene.survival.seed} repeats an earlier run.
 */
class PeopleIT {
    private static final int PEOPLE = 2_000;
    private static final int KILLS = Integer.getInteger("convene.people.kills", 3);
    private static final long SEED = Long.getLong("convene.survival.seed", System.nanoTime());
    private static final Set<String> OVER = Set.of("applied", "unchanged");

    private final Random random = new Random(SEED);
    private final AtomicBoolean pushing = new AtomicBoolean(true);

    @TempDir
    Path data;

    @Test
    void aHubThatIsKilledWhileItReadsPeopleKnowsEachOfThemOnce() throws Exception {
        System.out.println("Kills: " + KILLS + ", -Dconvene.survival.seed=" + SEED);
        Path drop = Files.createDirectories(data.resolve("drop"));
        Map<String, String> settings = Map.of(
                "CONVENE_DATA_DIR",
                data.resolve("hub").toString(),
                "CONVENE_PEOPLE_CSV_DIR",
                drop.toString(),
                "CONVENE_PEOPLE_CSV_POLL",
                "200",
                "CONVENE_PEOPLE_SCIM_ENABLED",
                "true");
        try (HubProcess hub = HubProcess.of("people-hub", settings).start()) {
            IdentityProvider provider = new IdentityProvider(hub, new Random(SEED + 1));
            CompletableFuture<Void> atWork = CompletableFuture.runAsync(() -> {
                while (pushing.get()) {
                    provider.push();
                }
            });
            Staff staff = new Staff(PEOPLE, new Random(SEED + 2));
            for (int kill = 0; kill < KILLS; kill++) {
                String file = "day-" + kill + ".csv";
                staff.drop(drop, file);
                await().pollDelay(random.nextInt(4_000), MILLISECONDS).until(() -> true);
                hub.kill();
                hub.start();
                awaitRead(hub, file);
                assertEquals(staff.names(), known(hub), file);
                staff.change(20);
            }
            pushing.set(false);
            atWork.join();
            await().atMost(Duration.ofMinutes(1)).untilAsserted(provider::check);
            System.out.println(provider.changes() + " changes were pushed meanwhile");
        }
    }

    private static void awaitRead(HubProcess hub, String file) {
        await(file + " is read").atMost(Duration.ofMinutes(2)).until(() -> {
            for (JsonNode plan : hub.get("/people/plans").json().path("items")) {
                String state = plan.path("state").asText();
                assertFalse(state.equals("held") || state.equals("drifted"), plan::toString);
                if (plan.path("origin").asText().equals(file) && OVER.contains(state)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Employee number to name, of whoever is there by the file. */
    private static Map<String, String> known(HubProcess hub) {
        Map<String, String> known = new HashMap<>();
        String table = hub.get("/people/export?state=active&format=csv").body();
        try {
            for (CSVRecord line : CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(new StringReader(table))) {
                if (!line.get("employeeNumber").isEmpty()) {
                    String twice = known.put(line.get("employeeNumber"), line.get("name"));
                    assertEquals(null, twice, "told of twice");
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return known;
    }
}

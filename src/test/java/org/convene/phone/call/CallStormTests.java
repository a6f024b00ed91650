package org.convene.phone.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A long log, read with overlaps while answers are cut and the hub dies between any two steps. */
@Timeout(60)
abstract class CallStormTests {
    private static final int ENTRIES = 3000;
    private static final int SECONDS = 90 * 60;

    @TempDir
    Path csv;

    private final Random random = new Random(20261123);
    private final List<String> told = new ArrayList<>();

    abstract DataSource database();

    @Test
    void everyEntryIsKeptOnceAndEveryCallToldOnceHoweverOftenAnswersAreCutAndTheHubDies() throws Exception {
        DataSource database = database();
        FailingDatabase failing = new FailingDatabase(database, random);
        CallWorld world = new CallWorld(database, Optional.of(csv));
        world.database(failing.source());
        CallStorm system = new CallStorm(random, ENTRIES, SECONDS);
        for (int turn = 0; turn < SECONDS / 120 + 20; turn++) {
            world.clock.forward(Duration.ofMinutes(2));
            system.until(world.clock.instant());
            try {
                world.poll(system);
                world.settling.settle();
                world.tell(random.nextInt(10) == 0, told);
                world.files.write();
            } catch (SQLException died) {
                world.startAgain();
            }
        }
        world.database(database);
        for (int turn = 0; turn < 5; turn++) {
            world.clock.forward(Duration.ofMinutes(1));
            world.poll(system);
            world.settling.settle();
            world.tell(false, told);
            world.files.write();
        }
        assertTrue(failing.failures() > 20, failing.failures() + " failures");
        assertTrue(system.cut() > 10, system.cut() + " answers were cut");
        assertEquals(ENTRIES, world.number("select count(*) from phone_leg"));
        assertEquals(
                ENTRIES,
                world.number("select sum(legs) from (select count(*) as legs from phone_leg group by gcid) g"));
        assertEquals(system.calls(), world.number("select count(*) from phone_call"));
        assertEquals(
                0, world.number("select count(*) from phone_call where settle_at is not null or tell_at is not null"));
        assertEquals(system.calls(), lastRevisions(world), "of each call the last revision was told");
        assertEquals(system.calls(), lines().distinct().count());
        assertEquals(system.calls(), lines().count(), "each call stands once in the files");
    }

    private long lastRevisions(CallWorld world) throws SQLException {
        Map<String, Integer> last = new HashMap<>();
        for (List<Object> row : world.rows("select gcid, revision from phone_call")) {
            last.put((String) row.get(0), (Integer) row.get(1));
        }
        return last.entrySet().stream()
                .filter(call -> told.contains(call.getKey() + "/" + call.getValue()))
                .count();
    }

    private Stream<String> lines() throws IOException {
        try (Stream<Path> files = Files.list(csv)) {
            List<String> ids = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                Files.readAllLines(file).stream().skip(1).forEach(line -> ids.add(line.split(",")[0]));
            }
            return ids.stream();
        }
    }
}

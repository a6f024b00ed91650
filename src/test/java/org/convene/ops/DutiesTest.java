package org.convene.ops;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.convene.booking.Databases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What several replicas on one database do, one at a time. */
class DutiesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration SOON = Duration.ofSeconds(15);

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    private static Duties replica(DataSource database, Clock clock, String url) {
        Settings settings = new Settings(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("quarkus.datasource.jdbc.url", url), "test", 100))
                .build());
        return new Duties(database, clock, VERTX, settings);
    }

    private void seek(Duties replica, String name) {
        replica.seek(name, begun::incrementAndGet, ended::incrementAndGet);
    }

    @Test
    void oneReplicaHasItAndAnotherTakesItOverWhenItLeaves() {
        DataSource database = Databases.postgresql();
        Duties one = replica(database, Clock.systemUTC(), "jdbc:postgresql://x/y");
        Duties other = replica(database, Clock.systemUTC(), "jdbc:postgresql://x/y");
        seek(one, "leaving");
        await().atMost(SOON).until(() -> one.has("leaving"));
        seek(other, "leaving");
        await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> !other.has("leaving"));
        one.leave();
        assertFalse(one.has("leaving"));
        await().atMost(SOON).until(() -> other.has("leaving"));
        other.leave();
    }

    @Test
    void oneWhoseTimeIsOverLosesIt() {
        DataSource database = Databases.postgresql();
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
        Duties silent = replica(database, behind, "jdbc:postgresql://x/y");
        seek(silent, "silent");
        await().atMost(SOON).until(() -> silent.has("silent"));
        Duties other = replica(database, Clock.systemUTC(), "jdbc:postgresql://x/y");
        seek(other, "silent");
        await().atMost(SOON).until(() -> other.has("silent"));
        await().atMost(SOON).until(() -> !silent.has("silent"));
        assertTrue(ended.get() >= 1);
        other.leave();
        silent.leave();
    }

    @Test
    void aHubWithADatabaseOfItsOwnHasItAtOnce() {
        Duties alone = replica(null, Clock.systemUTC(), "jdbc:h2:file:./data/ledger");
        seek(alone, "alone");
        assertTrue(alone.has("alone"));
        alone.leave();
        assertFalse(alone.has("alone"));
    }
}

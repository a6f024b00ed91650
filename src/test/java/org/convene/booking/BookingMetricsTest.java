package org.convene.booking;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.convene.booking.Documents.wanted;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.convene.StillClock;
import org.convene.audit.AuditTrail;
import org.convene.booking.Change.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookingMetricsTest {
    private final StillClock clock = new StillClock(Instant.parse("2026-11-23T06:00:00Z"));
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    Path directory;

    private Ledger ledger;
    private BookingMetrics metrics;

    @BeforeEach
    void open() {
        DataSource database = counted(Databases.h2(directory));
        ledger = new Ledger(database, clock, new Signals(), new AuditTrail(database, clock));
        metrics = new BookingMetrics(ledger, clock, registry);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void theLagIsTheAgeOfTheOldestDueBookingAndNothingWhenNoneIsDue() throws Exception {
        assertEquals(0, lag());
        accept("a");
        clock.forward(Duration.ofSeconds(7));
        accept("b");
        assertEquals(7, lag());

        clock.forward(Duration.ofSeconds(10));
        ledger.lease(Documents.LESSON, 1, Duration.ofMinutes(1));
        assertEquals(10, lag(), "the older is being worked on");

        ledger.lease(Documents.LESSON, 1, Duration.ofMinutes(1));
        clock.forward(Duration.ofSeconds(10));
        assertEquals(0, lag());
    }

    @Test
    void lessonsAreCountedByState() throws Exception {
        accept("a");
        accept("b");
        Booking booking =
                ledger.lease(Documents.LESSON, 1, Duration.ofMinutes(1)).get(0);
        ledger.conclude(new Outcome.Settled(booking, null, null))
                .toCompletableFuture()
                .get(10, SECONDS);

        assertEquals(1, lessons("pending"));
        assertEquals(1, lessons("ready"));
        assertEquals(0, lessons("failed"));
    }

    @Test
    void howeverOftenMetricsAreReadTheDatabaseIsAskedOnceInAWhile() throws Exception {
        accept("a");
        asked.set(0);
        for (int second = 0; second < 30; second++) {
            lessons("pending");
            lessons("ready");
            lag();
            clock.forward(Duration.ofSeconds(1));
        }

        assertEquals(2 + 8, asked.get(), "counted every 16th second, asked for the oldest every 4th");
    }

    @Test
    void eachLookForDueBookingsCounts() {
        metrics.swept();
        metrics.swept();

        assertEquals(2, registry.get("convene.sweeps").counter().count());
    }

    private void accept(String id) throws Exception {
        ledger.accept(wanted(id, "Algebra")).toCompletableFuture().get(10, SECONDS);
    }

    private double lag() {
        return registry.get("convene.reconcile.lag").gauge().value();
    }

    private double lessons(String state) {
        return registry.get("convene.lessons").tag("state", state).gauge().value();
    }

    private DataSource counted(DataSource database) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    asked.incrementAndGet();
                    return method.invoke(database, arguments);
                });
    }
}

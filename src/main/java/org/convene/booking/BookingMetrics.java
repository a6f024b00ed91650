package org.convene.booking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator wants to see of the ledger at a glance. However often metrics are read, the database is asked at most
 * once in a while, and by one reader at a time; while it is away, the last known values stay.
 */
@Startup
@Singleton
public class BookingMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(BookingMetrics.class);
    private static final Duration LAG_FRESH = Duration.ofSeconds(3);
    private static final Duration COUNTS_FRESH = Duration.ofSeconds(15);

    private final Counter sweeps;

    public BookingMetrics(Ledger ledger, Clock clock, MeterRegistry metrics) {
        sweeps = Counter.builder("convene.sweeps")
                .description("How often the ledger was searched for due bookings")
                .register(metrics);
        Kept<Duration> lag = new Kept<>(clock, LAG_FRESH, Duration.ZERO, () -> lag(ledger, clock));
        Gauge.builder("convene.reconcile.lag", lag, kept -> kept.value().toMillis() / 1000.0)
                .description("For how many seconds the oldest due booking has been due; 0 when none is")
                .strongReference(true)
                .register(metrics);
        gap(ledger, clock, metrics);
        Kept<Map<String, Long>> counts =
                new Kept<>(clock, COUNTS_FRESH, new HashMap<>(), () -> ledger.countByState(Booking.LESSON));
        for (String state : List.of(Booking.PENDING, Booking.READY, Booking.CANCELLED, Booking.FAILED)) {
            Gauge.builder("convene.lessons", counts, kept -> kept.value().getOrDefault(state, 0L))
                    .description("Lessons by state")
                    .tag("state", state)
                    .strongReference(true)
                    .register(metrics);
        }
    }

    private static void gap(Ledger ledger, Clock clock, MeterRegistry metrics) {
        Kept<Long> gap = new Kept<>(clock, COUNTS_FRESH, 0L, ledger::countIncomplete);
        Gauge.builder("convene.archive.gap", gap, kept -> kept.value())
                .description("Lessons that are over and whose archive lacks a report or a recording")
                .strongReference(true)
                .register(metrics);
    }

    /** The ledger is searched for due bookings. */
    void swept() {
        sweeps.increment();
    }

    private static Duration lag(Ledger ledger, Clock clock) throws SQLException {
        return ledger.nextDue(Booking.LESSON)
                .map(due -> Duration.between(due, clock.instant()))
                .filter(lag -> !lag.isNegative())
                .orElse(Duration.ZERO);
    }

    private interface Source<T> {
        T get() throws SQLException;
    }

    /** A value that is asked for again when it is no longer fresh. */
    private static final class Kept<T> {
        private record At<T>(T value, Instant asked) {}

        private final Clock clock;
        private final Duration fresh;
        private final Source<T> source;
        private final AtomicReference<At<T>> last;

        Kept(Clock clock, Duration fresh, T first, Source<T> source) {
            this.clock = clock;
            this.fresh = fresh;
            this.source = source;
            this.last = new AtomicReference<>(new At<>(first, Instant.MIN));
        }

        T value() {
            At<T> known = last.get();
            Instant now = clock.instant();
            if (known.asked.isBefore(now.minus(fresh)) && last.compareAndSet(known, new At<>(known.value, now))) {
                try {
                    last.set(new At<>(source.get(), now));
                } catch (SQLException away) {
                    LOG.debug("The ledger cannot be counted: {}", away.toString());
                }
            }
            return last.get().value;
        }
    }
}

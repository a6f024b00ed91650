package org.convene.booking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.convene.ops.Recent;

/** What an operator wants to see of the ledger at a glance. */
@Startup
@Singleton
public class BookingMetrics {
    private static final Duration LAG_FRESH = Duration.ofSeconds(3);
    private static final Duration COUNTS_FRESH = Duration.ofSeconds(15);

    private final Counter sweeps;

    public BookingMetrics(Ledger ledger, Clock clock, MeterRegistry metrics) {
        sweeps = Counter.builder("convene.sweeps")
                .description("How often the ledger was searched for due bookings")
                .register(metrics);
        Recent<Duration> lag = new Recent<>(clock, LAG_FRESH, Duration.ZERO, () -> lag(ledger, clock));
        Gauge.builder("convene.reconcile.lag", lag, known -> known.value().toMillis() / 1000.0)
                .description("For how many seconds the oldest due booking has been due; 0 when none is")
                .strongReference(true)
                .register(metrics);
        gap(ledger, clock, metrics);
        Recent<Map<String, Long>> counts =
                new Recent<>(clock, COUNTS_FRESH, new HashMap<>(), () -> ledger.countByState(Booking.LESSON));
        for (String state : List.of(Booking.PENDING, Booking.READY, Booking.CANCELLED, Booking.FAILED)) {
            Gauge.builder("convene.lessons", counts, known -> known.value().getOrDefault(state, 0L))
                    .description("Lessons by state")
                    .tag("state", state)
                    .strongReference(true)
                    .register(metrics);
        }
    }

    private static void gap(Ledger ledger, Clock clock, MeterRegistry metrics) {
        Recent<Long> gap = new Recent<>(clock, COUNTS_FRESH, 0L, ledger::countIncomplete);
        Gauge.builder("convene.archive.gap", gap, known -> known.value())
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
}

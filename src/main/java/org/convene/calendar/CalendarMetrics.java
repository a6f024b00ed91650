package org.convene.calendar;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How calendars are read: {@code convene.calendar.syncs} by calendar and outcome (done, failed, held),
 * {@code convene.calendar.expired} for tokens that the server accepted no longer, so that all was compared, and
 * {@code convene.calendar.vanished}, the events whose disappearance waits for a person.
 */
@Singleton
public class CalendarMetrics {
    private static final String CALENDAR = "calendar";

    private final MeterRegistry metrics;
    private final Map<String, AtomicInteger> vanished = new ConcurrentHashMap<>();

    public CalendarMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void done(String calendar) {
        synced(calendar, "done", 0);
    }

    void held(String calendar, int events) {
        synced(calendar, "held", events);
    }

    void failed(String calendar) {
        metrics.counter("convene.calendar.syncs", CALENDAR, calendar, "outcome", "failed")
                .increment();
    }

    void expired(String calendar) {
        metrics.counter("convene.calendar.expired", CALENDAR, calendar).increment();
    }

    private void synced(String calendar, String outcome, int events) {
        metrics.counter("convene.calendar.syncs", CALENDAR, calendar, "outcome", outcome)
                .increment();
        vanished.computeIfAbsent(calendar, this::gauge).set(events);
    }

    private AtomicInteger gauge(String calendar) {
        AtomicInteger number = new AtomicInteger();
        Gauge.builder("convene.calendar.vanished", number, AtomicInteger::get)
                .description("Events that are gone from a calendar, and nobody believed yet")
                .tag(CALENDAR, calendar)
                .register(metrics);
        return number;
    }
}

package org.convene.phone.call;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How the call log is read, for whoever watches the hub. */
@Singleton
public class CallMetrics {
    private final Counter pulled;
    private final Counter added;
    private final Counter truncated;
    private final Counter absent;
    private final Counter malformed;
    private final Counter ambiguous;
    private final Clock clock;
    private volatile Instant sureAt;

    public CallMetrics(MeterRegistry metrics, Clock clock) {
        this.clock = clock;
        pulled = counter(metrics, "convene.calls.pulled", "Entries of the call log that were answered, known or not");
        added = counter(metrics, "convene.calls.new", "Entries of the call log that were not known");
        truncated = counter(
                metrics, "convene.calls.truncated", "Answers that may have been cut: a multiple of 21 entries long");
        absent = counter(metrics, "convene.calls.absent", "Known entries that an answer should have had, and had not");
        malformed = counter(metrics, "convene.calls.malformed", "Entries of the call log that cannot be read");
        ambiguous = counter(metrics, "convene.calls.ambiguous", "Settled calls with a number that fits several people");
        Gauge.builder("convene.calls.behind", this, each -> each.behind(clock.instant()))
                .description("For how many seconds no answer was certainly whole; 0 while nobody is asked")
                .strongReference(true)
                .register(metrics);
    }

    private static Counter counter(MeterRegistry metrics, String name, String description) {
        return Counter.builder(name).description(description).register(metrics);
    }

    void answered(int entries, int unknown, int unreadable) {
        pulled.increment(entries);
        added.increment(unknown);
        malformed.increment(unreadable);
    }

    void mayBeCut() {
        truncated.increment();
    }

    void absent(int legs) {
        absent.increment(legs);
    }

    void ambiguous(int calls) {
        ambiguous.increment(calls);
    }

    /** @param at when an answer was last whole; before there was any, it is since somebody began to ask */
    void sure(Optional<Instant> at) {
        Instant before = sureAt;
        sureAt = at.orElse(before == null ? clock.instant() : before);
    }

    void nobodyAsks() {
        sureAt = null;
    }

    private double behind(Instant now) {
        Instant at = sureAt;
        return at == null ? 0 : Math.max(0, Duration.between(at, now).toMillis() / 1000.0);
    }
}

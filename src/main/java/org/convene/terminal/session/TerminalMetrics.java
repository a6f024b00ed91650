package org.convene.terminal.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * What terminals say and are told: {@code convene.terminal.commands} by outcome, {@code convene.terminal.events},
 * {@code convene.terminal.unknown} for frames that nothing is known about, {@code convene.terminal.lost} for connections that
 * ended without our doing.
 */
public final class TerminalMetrics {
    private final MeterRegistry metrics;
    private final Counter events;
    private final Counter unknown;
    private final Counter lost;

    public TerminalMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        this.events = metrics.counter("convene.terminal.events");
        this.unknown = metrics.counter("convene.terminal.unknown");
        this.lost = metrics.counter("convene.terminal.lost");
    }

    void event() {
        events.increment();
    }

    void unknown() {
        unknown.increment();
    }

    void lost() {
        lost.increment();
    }

    void command(String outcome, Duration took) {
        Timer.builder("convene.terminal.commands")
                .description("Commands to terminals, by what became of them")
                .tag("outcome", outcome)
                .register(metrics)
                .record(took);
    }
}

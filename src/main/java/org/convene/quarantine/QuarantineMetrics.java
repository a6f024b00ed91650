package org.convene.quarantine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.convene.ops.Recent;

/** How much waits for a person. */
@Startup
@Singleton
public class QuarantineMetrics {
    private static final Duration FRESH = Duration.ofSeconds(15);

    public QuarantineMetrics(Quarantine quarantine, Clock clock, MeterRegistry metrics) {
        Recent<Long> size = new Recent<>(clock, FRESH, 0L, quarantine::size);
        Gauge.builder("convene.quarantine", size, Recent::value)
                .description("Entries that cannot be done until somebody looks at them")
                .strongReference(true)
                .register(metrics);
    }
}

package org.convene.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.convene.ops.Recent;

/** How much of the audit is not sealed yet. */
@Startup
@Singleton
public class AuditMetrics {
    private static final Duration FRESH = Duration.ofSeconds(15);

    public AuditMetrics(AuditReader reader, Clock clock, MeterRegistry metrics) {
        Recent<Long> waiting = new Recent<>(clock, FRESH, 0L, reader::waiting);
        Gauge.builder("convene.audit.waiting", waiting, Recent::value)
                .description("Changes that are written down and not sealed yet")
                .strongReference(true)
                .register(metrics);
    }
}

package org.convene.people.view;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.convene.ops.Recent;
import org.convene.people.directory.KnownPeople;
import org.convene.people.directory.KnownPeople.Counts;
import org.convene.people.plan.Plans;

/** How many people are known, and what waits for a person to decide. */
@Startup
@Singleton
public class PeopleMetrics {
    private static final Duration FRESH = Duration.ofSeconds(15);

    public PeopleMetrics(KnownPeople people, Plans plans, Clock clock, MeterRegistry metrics) {
        Recent<Counts> counts = new Recent<>(clock, FRESH, new Counts(0, 0, 0), people::counts);
        state("active", Counts::active, counts, metrics);
        state("left", Counts::left, counts, metrics);
        Gauge.builder("convene.people.unclear", counts, known -> known.value().unclear())
                .description("Records of sources that fit several people and wait for somebody to say whose they are")
                .strongReference(true)
                .register(metrics);
        Recent<Integer> held = new Recent<>(clock, FRESH, 0, () -> plans.held().size());
        Gauge.builder("convene.people.plans.held", held, Recent::value)
                .description("Plans that would take more people away than may be believed, and wait for somebody")
                .strongReference(true)
                .register(metrics);
    }

    private static void state(
            String state, ToDoubleFunction<Counts> count, Recent<Counts> counts, MeterRegistry metrics) {
        Gauge.builder("convene.people", counts, known -> count.applyAsDouble(known.value()))
                .description("People by state")
                .tag("state", state)
                .strongReference(true)
                .register(metrics);
    }
}

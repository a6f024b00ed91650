package org.convene.archive.transfer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

/** What an operator sees of transfers. */
final class TransferMetrics {
    private final MeterRegistry registry;
    private final Counter bytes;
    private final Counter interruptions;

    TransferMetrics(MeterRegistry registry, Collection<Running> running) {
        this.registry = registry;
        this.bytes = Counter.builder("convene.transfer.bytes")
                .description("Bytes of recordings and reports that were received")
                .baseUnit("bytes")
                .register(registry);
        this.interruptions = Counter.builder("convene.transfer.interruptions")
                .description("How often a source broke off or asked for patience")
                .register(registry);
        Gauge.builder("convene.transfers.running", running, Collection::size)
                .description("Transfers at work")
                .strongReference(true)
                .register(registry);
    }

    void received(int count) {
        bytes.increment(count);
    }

    void interrupted() {
        interruptions.increment();
    }

    /** {@code stored}, {@code known} when it was there already, or the kind of the failure. */
    void ended(String outcome) {
        registry.counter("convene.transfers", "outcome", outcome).increment();
    }
}

package org.convene.booking;

import io.quarkus.arc.All;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.convene.ops.Duties;
import org.convene.ops.Settings;

/**
 * The component {@code ledger:}. {@code from: ledger:due} takes due bookings of one kind and sends each into the route, at most
 * {@code inFlight} at a time; see {@link LedgerEndpoint} for its options.
 */
@Singleton
@Named("ledger")
public class LedgerComponent extends DefaultComponent {
    private final Ledger ledger;
    private final Signals signals;
    private final List<Bench> benches;
    private final BookingMetrics metrics;
    private final Clock clock;
    private final Settings settings;
    private final Duties duties;
    private final ExecutorService threads;

    public LedgerComponent(
            Ledger ledger,
            Signals signals,
            @All List<Bench> benches,
            BookingMetrics metrics,
            Clock clock,
            Settings settings,
            Duties duties,
            @Named("bookings") ExecutorService threads) {
        this.ledger = ledger;
        this.signals = signals;
        this.benches = benches;
        this.metrics = metrics;
        this.clock = clock;
        this.settings = settings;
        this.duties = duties;
        this.threads = threads;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (!remaining.equals("due")) {
            throw new IllegalArgumentException("ledger: knows only ledger:due, not ledger:" + remaining);
        }
        LedgerEndpoint endpoint = new LedgerEndpoint(uri, this);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    Ledger ledger() {
        return ledger;
    }

    Signals signals() {
        return signals;
    }

    /** The bench of a kind. */
    Bench bench(String kind) {
        return benches.stream()
                .filter(bench -> bench.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("ledger:due knows no kind " + kind));
    }

    BookingMetrics metrics() {
        return metrics;
    }

    Clock clock() {
        return clock;
    }

    Duties duties() {
        return duties;
    }

    ExecutorService threads() {
        return threads;
    }

    boolean ledgerIsOurs() {
        return settings.databaseIsOurs();
    }
}

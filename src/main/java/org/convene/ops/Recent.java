package org.convene.ops;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A figure of the database that metrics show. However often they are read, the database is asked at most once in a while,
 * and by one reader at a time; while it is away, the last known value stays.
 */
public final class Recent<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Recent.class);

    /** Asks the database. */
    @FunctionalInterface
    public interface Source<T> {
        T get() throws SQLException;
    }

    private record At<T>(T value, Instant asked) {}

    private final Clock clock;
    private final Duration fresh;
    private final Source<T> source;
    private final AtomicReference<At<T>> last;

    /**
     * @param fresh how long a value counts as good
     * @param first what is said until the database was asked for the first time
     */
    public Recent(Clock clock, Duration fresh, T first, Source<T> source) {
        this.clock = clock;
        this.fresh = fresh;
        this.source = source;
        this.last = new AtomicReference<>(new At<>(first, Instant.MIN));
    }

    public T value() {
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

package org.convene.booking;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes who waits inside this process: reconcilers when something is due, callers when their booking is done. */
@Singleton
public class Signals {
    /** A caller that waits holds a thread of the HTTP server; beyond these, callers are answered at once. */
    private static final int MOST_WAITING = 100;

    private final List<Worker> workers = new CopyOnWriteArrayList<>();
    private final Map<String, List<Expectation>> expected = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_WAITING);

    /** Somebody who works on the bookings of one kind. */
    public interface Worker {
        String kind();

        /** Something is due: at a time to come, or {@link Instant#MIN} for now. */
        void due(Instant when);

        /** How many bookings could be begun at once. */
        int room();

        /** How long what is taken for it stays taken. */
        Duration lease();

        /** This booking was stored and taken for it in one commit, until {@code until}. */
        void begin(Booking booking, Instant until);
    }

    public void join(Worker worker) {
        workers.add(worker);
    }

    public void leave(Worker worker) {
        workers.remove(worker);
    }

    /** Who could begin something of this kind at once. */
    Optional<Worker> free(String kind) {
        return workers.stream()
                .filter(worker -> worker.kind().equals(kind) && worker.room() > 0)
                .findFirst();
    }

    /** Bookings of any kind may be due. */
    void due() {
        workers.forEach(worker -> worker.due(Instant.MIN));
    }

    void due(String kind) {
        dueAt(kind, Instant.MIN);
    }

    void dueAt(String kind, Instant when) {
        workers.stream().filter(worker -> worker.kind().equals(kind)).forEach(worker -> worker.due(when));
    }

    /** To be called before the change is stored, so that its conclusion cannot be missed; must be closed. */
    public Expectation expect(String kind, String id) {
        Expectation expectation = new Expectation(kind + ' ' + id);
        // joins the list while nobody can take it away as empty
        expected.compute(expectation.key, (key, others) -> {
            List<Expectation> all = others == null ? new ArrayList<>(1) : new ArrayList<>(others);
            all.add(expectation);
            return all;
        });
        return expectation;
    }

    void concluded(Booking booking) {
        List<Expectation> all = expected.get(booking.kind() + ' ' + booking.id());
        if (all != null && !booking.state().equals(Booking.PENDING)) {
            all.forEach(expectation -> expectation.happened(booking));
        }
    }

    /** One caller's wait for one booking. */
    public final class Expectation implements AutoCloseable {
        private final String key;
        private CompletableFuture<Booking> arrived = new CompletableFuture<>();
        private long version = Long.MAX_VALUE;
        private Booking last;

        private Expectation(String key) {
            this.key = key;
        }

        /** Completes with the booking once {@code wanted} or a later version is concluded, else with {@code null}. */
        public CompletionStage<Booking> await(long wanted, Duration longest) {
            if (!places.tryAcquire()) {
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture<Booking> turn = new CompletableFuture<>();
            synchronized (this) {
                version = wanted;
                arrived = turn;
                if (last != null && last.version() >= wanted) {
                    turn.complete(last);
                }
            }
            return turn.completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((booking, failure) -> places.release());
        }

        private synchronized void happened(Booking booking) {
            last = booking;
            if (booking.version() >= version) {
                arrived.complete(booking);
            }
        }

        @Override
        public void close() {
            expected.computeIfPresent(key, (k, all) -> {
                List<Expectation> others = new ArrayList<>(all);
                others.remove(this);
                return others.isEmpty() ? null : others;
            });
        }
    }
}

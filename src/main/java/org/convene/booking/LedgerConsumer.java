package org.convene.booking;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due bookings and sends them into the route. It sleeps until a signal, the next due time or the sweep wakes it,
 * leases as many as it has room for (as many again wait ready, so that the next one starts when one ends), and keeps the
 * leases while work goes on. Work is asynchronous: no thread is held while a vendor thinks.
 */
class LedgerConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerConsumer.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

    private final LedgerEndpoint endpoint;
    private final LedgerComponent parts;
    private final Map<String, Booking> ours = new ConcurrentHashMap<>();
    private final Queue<Booking> ready = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Runnable wake = this::wake;
    private int working;
    private boolean signalled = true;
    private boolean moreDue;
    private volatile boolean running;
    private ExecutorService workers;
    private Thread taker;
    private Thread renewer;

    LedgerConsumer(LedgerEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.parts = endpoint.getComponent();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (parts.ledgerIsOurs()) {
            parts.ledger().endLeases();
        }
        running = true;
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        workers = endpoint.getCamelContext().getExecutorServiceManager().newFixedThreadPool(this, "bookings", threads);
        parts.signals().whenDue(wake);
        taker = daemon("ledger-due", this::take);
        renewer = daemon("ledger-leases", this::renew);
    }

    @Override
    protected void doStop() throws Exception {
        running = false;
        parts.signals().forget(wake);
        wake();
        taker.join(5_000);
        lock.lock();
        try {
            while (working > 0 && woken.await(10, TimeUnit.SECONDS)) {
                // each that ends wakes us
            }
        } finally {
            lock.unlock();
        }
        endpoint.getCamelContext().getExecutorServiceManager().shutdown(workers);
        super.doStop();
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void wake() {
        lock.lock();
        try {
            signalled = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void take() {
        while (running) {
            Duration sleep;
            try {
                sleep = takeOnce();
            } catch (SQLException | RuntimeException trouble) {
                LOG.warn(
                        "The ledger cannot be read, trying again in {} s: {}",
                        AFTER_TROUBLE.toSeconds(),
                        trouble.toString());
                sleep = AFTER_TROUBLE;
            }
            sleep(sleep);
        }
    }

    /** Leases what there is room for; returns how long to sleep unless something wakes us. */
    private Duration takeOnce() throws SQLException {
        int room = room();
        if (room < Math.max(1, endpoint.getInFlight() / 2)) {
            moreDue(true);
            return endpoint.getSweep();
        }
        List<Booking> leased = parts.ledger().lease(room, endpoint.getLease());
        leased.forEach(booking -> ours.put(key(booking), booking));
        lock.lock();
        try {
            ready.addAll(leased);
        } finally {
            lock.unlock();
        }
        startMore();
        moreDue(leased.size() == room);
        if (leased.size() == room) {
            return Duration.ZERO;
        }
        Duration untilDue = parts.ledger()
                .nextDue()
                .map(due -> Duration.between(Instant.now(), due))
                .orElse(endpoint.getSweep());
        // what is due already is leased by somebody, perhaps by us, or was locked for a moment
        Duration least = untilDue.isNegative() ? Duration.ofMillis(100) : untilDue;
        return least.compareTo(endpoint.getSweep()) < 0 ? least : endpoint.getSweep();
    }

    private void moreDue(boolean more) {
        lock.lock();
        try {
            moreDue = more;
        } finally {
            lock.unlock();
        }
    }

    private int room() {
        lock.lock();
        try {
            signalled = false;
            return 2 * endpoint.getInFlight() - working - ready.size();
        } finally {
            lock.unlock();
        }
    }

    private void sleep(Duration longest) {
        lock.lock();
        try {
            long nanos = longest.toNanos() + 1;
            while (running && !signalled && nanos > 0) {
                nanos = woken.awaitNanos(nanos);
            }
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void startMore() {
        while (true) {
            Booking next;
            lock.lock();
            try {
                if (!running || working >= endpoint.getInFlight() || ready.isEmpty()) {
                    return;
                }
                next = ready.poll();
                working++;
            } finally {
                lock.unlock();
            }
            workers.execute(() -> work(next));
        }
    }

    private void work(Booking booking) {
        Exchange exchange = createExchange(false);
        try {
            createUoW(exchange);
            parts.reconciler().begin(exchange, booking);
            getAsyncProcessor().process(exchange, doneSync -> worked(exchange, booking));
        } catch (Exception failed) {
            exchange.setException(failed);
            worked(exchange, booking);
        }
    }

    private void worked(Exchange exchange, Booking booking) {
        if (exchange.getException() != null) {
            LOG.error("{} {} was left unfinished", booking.kind(), booking.id(), exchange.getException());
        }
        doneUoW(exchange);
        releaseExchange(exchange, false);
        ours.remove(key(booking));
        lock.lock();
        try {
            working--;
            if (moreDue && ready.size() <= endpoint.getInFlight() / 2) {
                signalled = true;
            }
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        startMore();
    }

    private void renew() {
        while (running) {
            try {
                Thread.sleep(endpoint.getLease().dividedBy(3).toMillis());
                if (!ours.isEmpty()) {
                    parts.ledger().renew(List.copyOf(ours.values()), endpoint.getLease());
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (SQLException | RuntimeException trouble) {
                LOG.warn("Leases could not be renewed: {}", trouble.toString());
            }
        }
    }

    private static String key(Booking booking) {
        return booking.kind() + ' ' + booking.id();
    }
}

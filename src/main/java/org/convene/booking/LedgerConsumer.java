package org.convene.booking;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due bookings and sends them into the route. It sleeps until a signal, the next due time or the sweep wakes it,
 * leases as many as it has room for (some wait ready, so that the next one starts when one ends), and keeps the
 * leases while work goes on. Work is asynchronous: no thread is held while a vendor thinks.
 */
class LedgerConsumer extends DefaultConsumer {
    private static final int LEAST_AHEAD = 64;
    private static final Logger LOG = LoggerFactory.getLogger(LedgerConsumer.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);
    /** Nothing is asked meanwhile but ourselves. */
    private static final Duration OFF_DUTY = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final LedgerEndpoint endpoint;
    private final LedgerComponent parts;
    private final Map<String, Held> ours = new ConcurrentHashMap<>();
    private final Queue<Held> ready = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Signals.Worker worker = new Signals.Worker() {
        @Override
        public String kind() {
            return endpoint.getKind();
        }

        @Override
        public void due(Instant when) {
            wake(when);
        }

        @Override
        public int room() {
            return roomAtOnce();
        }

        @Override
        public Duration lease() {
            return endpoint.getLease();
        }

        @Override
        public void begin(Booking booking, Instant until) {
            LedgerConsumer.this.begin(booking, until);
        }
    };
    private final Bench bench;
    private int working;
    /** The earliest time at which something is due, as far as was heard since we last looked. */
    private Instant wakeAt = Instant.MIN;

    private boolean moreDue;
    private volatile boolean running;
    private volatile CountDownLatch stopped;
    private Thread taker;
    private Thread renewer;

    LedgerConsumer(LedgerEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.parts = endpoint.getComponent();
        this.bench = parts.bench(endpoint.getKind());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (parts.ledgerIsOurs()) {
            parts.ledger().endLeases(endpoint.getKind());
        }
        running = true;
        stopped = new CountDownLatch(1);
        parts.signals().join(worker);
        taker = daemon("ledger-due-" + endpoint.getKind(), this::take);
        renewer = daemon("ledger-leases-" + endpoint.getKind(), this::renew);
    }

    /** What is being worked on is finished and stays leased meanwhile; what only waited is given back. */
    @Override
    protected void doStop() throws Exception {
        running = false;
        parts.signals().leave(worker);
        wake(Instant.MIN);
        taker.join(5_000);
        giveBack();
        awaitWorkers();
        stopped.countDown();
        renewer.join(5_000);
        super.doStop();
    }

    /** Stored and leased for us in one commit. It was asked for while there was room, so at most a few have to wait. */
    private void begin(Booking booking, Instant until) {
        lock.lock();
        try {
            if (running) {
                Held held = new Held(booking, until);
                ours.put(key(booking), held);
                ready.add(held);
            }
        } finally {
            lock.unlock();
        }
        if (running) {
            startMore();
        } else {
            giveBack(List.of(booking));
        }
    }

    private int roomAtOnce() {
        lock.lock();
        try {
            return running && isOnDuty() ? Math.max(0, endpoint.getInFlight() - working - ready.size()) : 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOnDuty() {
        return endpoint.getDuty() == null || parts.duties().has(endpoint.getDuty());
    }

    private void giveBack() {
        List<Booking> unstarted = new ArrayList<>();
        lock.lock();
        try {
            ready.forEach(held -> unstarted.add(held.booking));
            ready.clear();
        } finally {
            lock.unlock();
        }
        unstarted.forEach(booking -> ours.remove(key(booking)));
        giveBack(unstarted);
    }

    private void giveBack(List<Booking> unstarted) {
        try {
            parts.ledger().giveBack(unstarted);
        } catch (SQLException | RuntimeException away) {
            LOG.warn(
                    "{} bookings could not be given back, their leases will end: {}",
                    unstarted.size(),
                    away.toString());
        }
    }

    private void awaitWorkers() throws InterruptedException {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (working > 0 && left > 0) {
                left = woken.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void wake(Instant dueAt) {
        lock.lock();
        try {
            if (dueAt.isBefore(wakeAt)) {
                wakeAt = dueAt;
                woken.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing may end this loop but the end of the route: whatever went wrong now may go well later. */
    private void take() {
        while (running) {
            Duration sleep;
            try {
                sleep = takeOnce();
            } catch (SQLException | RuntimeException | Error trouble) {
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
        if (!isOnDuty()) {
            heardAll();
            return OFF_DUTY;
        }
        int room = room();
        if (room == 0) {
            return endpoint.getSweep();
        }
        Instant asked = parts.clock().instant();
        parts.metrics().swept();
        List<Booking> leased = parts.ledger().lease(endpoint.getKind(), room, endpoint.getLease());
        List<Held> held = leased.stream()
                .map(booking -> new Held(booking, asked.plus(endpoint.getLease())))
                .toList();
        held.forEach(taken -> ours.put(key(taken.booking), taken));
        lock.lock();
        try {
            ready.addAll(held);
        } finally {
            lock.unlock();
        }
        startMore();
        if (leased.size() == room) {
            return Duration.ZERO;
        }
        Duration untilDue = parts.ledger()
                .nextDue(endpoint.getKind())
                .map(due -> Duration.between(parts.clock().instant(), due))
                .orElse(endpoint.getSweep());
        // what is due already was being written by somebody when we looked
        Duration least = untilDue.isNegative() ? Duration.ofMillis(100) : untilDue;
        return least.compareTo(endpoint.getSweep()) < 0 ? least : endpoint.getSweep();
    }

    /** How many to take; 0 while there are enough, and then whoever ends one wakes us when there are not. */
    private int room() {
        lock.lock();
        try {
            wakeAt = Instant.MAX;
            int room = endpoint.getInFlight() + ahead() - working - ready.size();
            moreDue = room < ahead() / 2;
            return moreDue ? 0 : room;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait ready behind those in work: enough that taking costs little, few enough that a crash leaves few. */
    private int ahead() {
        return Math.max(endpoint.getInFlight(), LEAST_AHEAD);
    }

    /** Signals until now are answered: whoever comes on duty looks anyway. */
    private void heardAll() {
        lock.lock();
        try {
            wakeAt = Instant.MAX;
        } finally {
            lock.unlock();
        }
    }

    private void sleep(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        lock.lock();
        try {
            while (running) {
                long nanos = Math.min(end - System.nanoTime(), untilSignalled());
                if (nanos <= 0) {
                    return;
                }
                woken.awaitNanos(nanos);
            }
        } catch (InterruptedException nobodyShould) {
            LOG.warn("ledger-due was interrupted and goes on: an interrupt would close the file of an embedded H2");
        } finally {
            lock.unlock();
        }
    }

    private long untilSignalled() {
        if (wakeAt.equals(Instant.MAX)) {
            return Long.MAX_VALUE;
        }
        Instant now = parts.clock().instant();
        return wakeAt.isAfter(now)
                ? TimeUnit.SECONDS.toNanos(Math.min(wakeAt.getEpochSecond() - now.getEpochSecond(), 3600))
                        + wakeAt.getNano()
                        - now.getNano()
                : 0;
    }

    private void startMore() {
        while (true) {
            Held next;
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
            parts.threads().execute(() -> work(next));
        }
    }

    private void work(Held held) {
        Booking booking = held.booking;
        if (!held.isOurs()) {
            LOG.warn("{} {} waited longer than its lease; somebody else may have it", booking.kind(), booking.id());
            done(booking);
            return;
        }
        Exchange exchange = createExchange(false);
        try {
            createUoW(exchange);
            exchange.setProperty(Attempts.BOOKING, booking);
            exchange.setProperty(Reconciler.HELD, (BooleanSupplier) held::isOurs);
            bench.begin(exchange, booking);
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
        done(booking);
    }

    private void done(Booking booking) {
        ours.computeIfPresent(key(booking), (key, held) -> held.booking == booking ? null : held);
        lock.lock();
        try {
            working--;
            if (moreDue && ready.size() <= ahead() / 2) {
                wakeAt = Instant.MIN;
            }
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        startMore();
    }

    private void renew() {
        try {
            while (!stopped.await(endpoint.getLease().dividedBy(3).toMillis(), TimeUnit.MILLISECONDS)) {
                renewOnce();
            }
        } catch (InterruptedException nobodyShould) {
            LOG.warn("ledger-leases was interrupted; leases are no longer renewed");
        }
    }

    private void renewOnce() {
        List<Held> all = List.copyOf(ours.values());
        if (all.isEmpty()) {
            return;
        }
        Instant asked = parts.clock().instant();
        try {
            List<Booking> lost =
                    parts.ledger().renew(all.stream().map(held -> held.booking).toList(), endpoint.getLease());
            all.stream()
                    .filter(held -> lost.stream().noneMatch(booking -> booking == held.booking))
                    .forEach(held -> held.until = asked.plus(endpoint.getLease()));
        } catch (SQLException | RuntimeException | Error trouble) {
            LOG.warn("Leases could not be renewed: {}", trouble.toString());
        }
    }

    /** A booking that is ours for a while. */
    private final class Held {
        private final Booking booking;
        private volatile Instant until;

        private Held(Booking booking, Instant until) {
            this.booking = booking;
            this.until = until;
        }

        /** With time left for one call: whoever sleeps through its lease must not go on as if nothing had happened. */
        private boolean isOurs() {
            return parts.clock()
                    .instant()
                    .isBefore(until.minus(endpoint.getLease().dividedBy(4)));
        }
    }

    private static String key(Booking booking) {
        return booking.kind() + ' ' + booking.id();
    }
}

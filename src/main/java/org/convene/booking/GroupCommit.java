package org.convene.booking;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Writes many small changes in one transaction. A commit costs a flush to disk whatever its size, so everything that
 * arrived while the last commit was under way shares the next one; a caller is answered only after the commit that
 * holds its change. While changes come thick and fast, each batch also waits a few milliseconds for company: a commit
 * rewrites whole pages, so fewer and larger ones cost far less. When a batch fails, its members are written one by one,
 * so that one bad member harms nobody else.
 */
final class GroupCommit<T, R> implements AutoCloseable {
    private static final int LARGEST = 128;
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** Writes a batch and returns one result for each member, in order. */
    interface Batch<T, R> {
        List<R> write(Connection connection, List<T> members) throws SQLException;
    }

    private record Member<T, R>(T change, CompletableFuture<R> done) {}

    /** Wakes the writer when it should end. */
    private final Member<T, R> end = new Member<>(null, new CompletableFuture<>());

    private final BlockingQueue<Member<T, R>> waiting = new LinkedBlockingQueue<>();
    private final DataSource database;
    private final Batch<T, R> batch;
    private final Thread writer;
    private volatile boolean open = true;

    GroupCommit(String name, DataSource database, Batch<T, R> batch) {
        this.database = database;
        this.batch = batch;
        this.writer = new Thread(this::run, "ledger-" + name);
        writer.setDaemon(true);
        writer.start();
    }

    CompletionStage<R> add(T change) {
        Member<T, R> member = new Member<>(change, new CompletableFuture<>());
        waiting.add(member);
        if (!open && waiting.remove(member)) {
            member.done.completeExceptionally(new IllegalStateException("the ledger is closed"));
        }
        return member.done;
    }

    private void run() {
        List<Member<T, R>> members = new ArrayList<>(LARGEST);
        boolean busy = false;
        while (open || !waiting.isEmpty()) {
            try {
                members.add(waiting.take());
                waiting.drainTo(members, LARGEST - 1);
                if (busy && open) {
                    linger(members);
                }
            } catch (InterruptedException unexpected) {
                // never while it writes, where an interrupt would close the file of an embedded H2
            }
            members.remove(end);
            busy = members.size() > 1;
            if (!members.isEmpty()) {
                commit(members);
                members.clear();
            }
        }
    }

    private void linger(List<Member<T, R>> members) throws InterruptedException {
        long until = System.nanoTime() + LINGER_NANOS;
        while (members.size() < LARGEST) {
            Member<T, R> next = waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null || next == end) {
                return;
            }
            members.add(next);
            waiting.drainTo(members, LARGEST - members.size());
        }
    }

    /** Whatever goes wrong is told to those who wait: a writer that died of it would leave everybody waiting. */
    private void commit(List<Member<T, R>> members) {
        try {
            List<R> results = transaction(members);
            for (int i = 0; i < results.size(); i++) {
                members.get(i).done.complete(results.get(i));
            }
        } catch (SQLException | RuntimeException | Error failed) {
            if (failed instanceof NoConnection) {
                members.forEach(member -> member.done.completeExceptionally(failed.getCause()));
            } else if (members.size() == 1) {
                again(members.get(0));
            } else {
                members.forEach(member -> commit(List.of(member)));
            }
        }
    }

    /** Once more: the common reason is another replica that inserted the same row between our look and our insert. */
    private void again(Member<T, R> member) {
        try {
            member.done.complete(transaction(List.of(member)).get(0));
        } catch (NoConnection away) {
            member.done.completeExceptionally(away.getCause());
        } catch (SQLException | RuntimeException | Error failed) {
            member.done.completeExceptionally(failed);
        }
    }

    private List<R> transaction(List<Member<T, R>> members) throws SQLException {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            try {
                List<R> results = batch.write(
                        connection, members.stream().map(Member::change).toList());
                connection.commit();
                return results;
            } catch (SQLException | RuntimeException | Error failed) {
                Transactions.rollback(connection, failed);
                throw failed;
            }
        }
    }

    /** The database is away. Trying each member by itself would keep everybody waiting, one time-out after the other. */
    private static final class NoConnection extends RuntimeException {
        NoConnection(SQLException cause) {
            super(cause);
        }
    }

    private Connection connection() {
        try {
            return database.getConnection();
        } catch (SQLException away) {
            throw new NoConnection(away);
        }
    }

    @Override
    public void close() {
        open = false;
        waiting.add(end);
        try {
            writer.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

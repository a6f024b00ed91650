package org.convene.terminal.audit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.convene.audit.MaskedParams;
import org.convene.terminal.CommandLog;
import org.convene.terminal.TerminalCommand;
import org.jboss.logging.Logger;

/**
 * Remembers what terminals were told to do, by whom, and what came of it. Whoever tells goes on at once: entries wait, at
 * most {@value #MOST_WAITING} of them, and are written many at a time. A stop of the hub writes all of them; a crash loses
 * those that were not written yet (of some milliseconds, or as long as the database was away). When the database is away for
 * so long that there is no room, later entries are only counted, and the number is written in their place.
 */
@Singleton
public class CommandAudit implements CommandLog {
    static final int MOST_WAITING = 20_000;
    private static final Logger LOG = Logger.getLogger(CommandAudit.class);
    private static final int MOST_AT_ONCE = 500;
    private static final long PAUSE_MILLIS = 1000;
    private static final int LAST_TRIES = 3;

    private final BlockingQueue<Told> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<String, Long> lost = new ConcurrentHashMap<>();
    private final AuditRows rows;
    private final Clock clock;
    private final Thread writer;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What was told; its secrets are masked by the writer, off the terminal's thread. */
    private record Told(String terminal, TerminalCommand command, Instant at, String result, String words) {
        AuditEntry entry() {
            return new AuditEntry(
                    0,
                    terminal,
                    command.method(),
                    MaskedParams.of(command.params()),
                    command.who(),
                    command.door(),
                    at,
                    result,
                    words);
        }
    }

    public CommandAudit(AuditRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
        this.writer = new Thread(this::run, "terminal-audit");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void sent(String terminal, TerminalCommand command, Instant at, String result, String words) {
        if (!waiting.offer(new Told(terminal, command, at, result, words))) {
            lost.merge(terminal, 1L, Long::sum);
        }
    }

    private void run() {
        List<AuditEntry> batch = new ArrayList<>();
        int failures = 0;
        while (isOpen() || !waiting.isEmpty() || !batch.isEmpty()) {
            try {
                if (batch.isEmpty()) {
                    take(batch);
                }
                write(batch);
                failures = 0;
            } catch (SQLException away) {
                failures++;
                if (failures == 1) {
                    LOG.warnf("Commands to terminals wait to be remembered: %s", away.getMessage());
                }
                if (!isOpen() && failures >= LAST_TRIES) {
                    LOG.errorf("%d commands to terminals are not remembered", batch.size() + waiting.size());
                    return;
                }
                pause();
            } catch (RuntimeException ours) {
                LOG.errorf(ours, "%d commands to terminals are not remembered", batch.size());
                batch.clear();
            }
        }
    }

    /** The first that comes, and what came while the ones before it were written. */
    private void take(List<AuditEntry> batch) {
        List<Told> told = new ArrayList<>();
        try {
            Told first = waiting.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            told.add(first);
        } catch (InterruptedException nobodyShould) {
            // what waits is written all the same
        }
        waiting.drainTo(told, MOST_AT_ONCE - told.size());
        told.forEach(one -> batch.add(one.entry()));
    }

    private void write(List<AuditEntry> batch) throws SQLException {
        if (!batch.isEmpty()) {
            try {
                rows.add(batch);
            } catch (SQLException refused) {
                if (!isAboutData(refused)) {
                    throw refused;
                }
                eachByItself(batch);
            }
            batch.clear();
        }
        for (Iterator<String> terminals = lost.keySet().iterator(); terminals.hasNext(); ) {
            rows.add(List.of(lost(terminals.next())));
        }
    }

    /** One that the database does not take harms no other. */
    private void eachByItself(List<AuditEntry> batch) throws SQLException {
        for (AuditEntry entry : batch) {
            try {
                rows.add(List.of(entry));
            } catch (SQLException refused) {
                if (!isAboutData(refused)) {
                    throw refused;
                }
                LOG.errorf("A command to %s is not remembered: %s", entry.terminal(), refused.getMessage());
            }
        }
    }

    private AuditEntry lost(String terminal) {
        Long number = lost.remove(terminal);
        String words = number + " commands were not remembered: the database was away too long.";
        return new AuditEntry(0, terminal, "", "{}", "", "system", clock.instant(), "lost", words);
    }

    private static boolean isAboutData(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void pause() {
        try {
            if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS / 10);
            }
        } catch (InterruptedException nobodyShould) {
            // one try more
        }
    }

    @PreDestroy
    void close() {
        closing.countDown();
        try {
            writer.join(10_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

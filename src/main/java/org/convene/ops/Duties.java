package org.convene.ops;

import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * What only one of several replicas does at a time. Whoever comes first has the duty and keeps it while it lives; another
 * takes it over when its holder has not been heard of for {@link #LENGTH}. A hub with a database of its own has every duty.
 */
@Singleton
public class Duties {
    private static final Logger LOG = Logger.getLogger(Duties.class);
    private static final Duration LENGTH = Duration.ofSeconds(20);
    private static final Duration RENEW = Duration.ofSeconds(5);

    private final DataSource database;
    private final Clock clock;
    private final Vertx vertx;
    private final boolean alone;
    private final String me = Replica.newName();
    private final Map<String, Duty> duties = new ConcurrentHashMap<>();

    public Duties(DataSource database, Clock clock, Vertx vertx, Settings settings) {
        this.database = database;
        this.clock = clock;
        this.vertx = vertx;
        this.alone = settings.databaseIsOurs();
    }

    /** Whether this replica has it now. */
    public boolean has(String name) {
        Duty duty = duties.get(name);
        return duty != null && duty.ours;
    }

    /**
     * Takes a duty as soon as nobody else has it.
     *
     * @param begin called when it is ours, also again after it was lost; never at the same time as {@code end}
     * @param end   called when somebody else may have it
     */
    public void seek(String name, Runnable begin, Runnable end) {
        Duty duty = new Duty(name, begin, end);
        duties.put(name, duty);
        if (alone) {
            duty.becomes(true);
        } else {
            duty.look();
        }
    }

    /** Gives all up, so that others need not wait. */
    public void leave() {
        duties.values().forEach(Duty::leave);
        duties.clear();
    }

    private final class Duty {
        private final String name;
        private final Runnable begin;
        private final Runnable end;
        private volatile boolean ours;
        private volatile boolean left;
        private Instant until = Instant.MIN;

        private Duty(String name, Runnable begin, Runnable end) {
            this.name = name;
            this.begin = begin;
            this.end = end;
        }

        private void look() {
            vertx.executeBlocking(
                            () -> {
                                hold();
                                return null;
                            },
                            false)
                    .onComplete(done -> {
                        if (!left) {
                            vertx.setTimer(RENEW.toMillis(), timer -> look());
                        }
                    });
        }

        private synchronized void hold() {
            if (left) {
                return;
            }
            Instant now = clock.instant();
            try {
                boolean held = held(now);
                if (held) {
                    until = now.plus(LENGTH);
                }
                becomes(held);
            } catch (SQLException | RuntimeException away) {
                LOG.warnf("Who has the duty %s is not known: %s", name, away.getMessage());
                // nobody can take it from us before its time is over
                becomes(ours && now.plus(RENEW).isBefore(until));
            }
        }

        private boolean held(Instant now) throws SQLException {
            Object until = Statements.utc(now.plus(LENGTH));
            return Statements.update(
                                    database,
                                    "update duty set holder = ?, held_until = ?"
                                            + " where name = ? and (holder = ? or held_until < ?)",
                                    me,
                                    until,
                                    name,
                                    me,
                                    Statements.utc(now))
                            == 1
                    || Statements.inserted(
                            database,
                            "insert into duty (name, holder, held_until)"
                                    + " select ?, ?, ? where not exists (select 1 from duty where name = ?)",
                            name,
                            me,
                            until,
                            name);
        }

        private synchronized void becomes(boolean now) {
            boolean before = ours;
            ours = now;
            if (now && !before) {
                LOG.infof("This replica has the duty %s", name);
                begin.run();
            } else if (!now && before) {
                LOG.infof("Another replica may have the duty %s", name);
                end.run();
            }
        }

        private synchronized void leave() {
            left = true;
            boolean had = ours;
            becomes(false);
            if (had && !alone) {
                try {
                    Statements.update(
                            database,
                            "update duty set held_until = ? where name = ? and holder = ?",
                            Statements.utc(clock.instant()),
                            name,
                            me);
                } catch (SQLException | RuntimeException away) {
                    LOG.warnf("The duty %s is not given back, and free in %s", name, LENGTH);
                }
            }
        }
    }
}

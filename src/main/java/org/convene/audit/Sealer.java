package org.convene.audit;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.Statements;
import org.jboss.logging.Logger;

/**
 * Gives rows their numbers and hashes, in the order in which they were written, many at a time. Whoever does it holds the head
 * of the chain, so that several replicas make one chain; those who add rows wait for nobody. A change that is still under way
 * after {@link #PATIENCE} is sealed with what is known: its replica has died, or nobody answers.
 */
@Singleton
@Named("auditSealer")
public class Sealer {
    static final Duration PATIENCE = Duration.ofMinutes(10);
    static final String UNKNOWN = "unknown";
    private static final int AT_ONCE = 500;
    private static final Logger LOG = Logger.getLogger(Sealer.class);

    private final DataSource database;
    private final Clock clock;
    private volatile boolean away;

    public Sealer(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Row(long id, Instant at, String door, String what, String digest) {}

    /** The same again and again; what cannot be sealed while the database is away waits. */
    public void turn() {
        try {
            seal();
            away = false;
        } catch (SQLException | RuntimeException failed) {
            if (!away) {
                LOG.warnf("Changes wait to be sealed: %s", failed.getMessage());
            }
            away = true;
        }
    }

    /** Seals all that can be; returns how many. */
    public long seal() throws SQLException {
        giveUp();
        long sealed = 0;
        long place = 0;
        List<Row> some;
        do {
            long after = place;
            some = Transactions.in(database, connection -> sealSome(connection, after));
            place = some.isEmpty() ? place : some.get(some.size() - 1).id();
            sealed += some.size();
        } while (some.size() == AT_ONCE);
        return sealed;
    }

    /** Those after the row {@code after}; one that was committed later than its neighbours is sealed at the next turn. */
    private static List<Row> sealSome(Connection connection, long after) throws SQLException {
        Head head = Head.hold(connection);
        List<Row> rows = new ArrayList<>();
        Statements.each(
                connection,
                "select id, at, door, what, digest from audit where no is null and id > ? and result <> ?"
                        + " order by no, id fetch first " + AT_ONCE + " rows only",
                List.of(after, AuditedChange.BEGUN),
                row -> rows.add(new Row(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5))));
        if (rows.isEmpty()) {
            return rows;
        }
        try (PreparedStatement update =
                connection.prepareStatement("update audit set no = ?, hash = ? where id = ? and no is null")) {
            for (Row row : rows) {
                head = head.next(row.at(), row.door(), row.what(), row.digest());
                update.setLong(1, head.no());
                update.setString(2, head.hash());
                update.setLong(3, row.id());
                update.addBatch();
            }
            update.executeBatch();
        }
        head.store(connection);
        return rows;
    }

    /** Whoever began these will not tell any more what came of them. */
    private void giveUp() throws SQLException {
        Transactions.in(database, connection -> {
            List<Rows.Row> begun = Rows.begunBefore(connection, clock.instant().minus(PATIENCE), AT_ONCE);
            for (Rows.Row row : begun) {
                String salt = Seal.newSalt();
                Statements.update(
                        connection,
                        "update audit set result = ?, salt = ?, digest = ? where id = ? and no is null and result = ?",
                        List.of(UNKNOWN, salt, row.digestAs(salt, UNKNOWN), row.id(), AuditedChange.BEGUN));
            }
            return null;
        });
    }
}

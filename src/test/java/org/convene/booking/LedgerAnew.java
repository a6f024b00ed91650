package org.convene.booking;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Lets tests set the ledger's scene, and see when the hub has nothing left to do. */
@Singleton
public class LedgerAnew {
    private final DataSource database;
    private final Signals signals;
    private final Clock clock;

    LedgerAnew(DataSource database, Signals signals, Clock clock) {
        this.database = database;
        this.signals = signals;
        this.clock = clock;
    }

    public void start() throws SQLException {
        update("delete from booking");
        update("delete from quarantine");
        update("delete from shared_value");
    }

    /** The id of the space, as if it had been opened before. */
    public void space(String id) throws SQLException {
        update("delete from shared_value");
        update("insert into shared_value (name, content) values ('teleboss.space-id', ?)", id);
    }

    public void noSpace() throws SQLException {
        update("delete from shared_value");
    }

    /** The hub died while it worked on the booking: the row is as it was taken, its lease has run out. */
    public void crash(String id) throws SQLException {
        update(
                "update booking set lease = 'dead', state = 'pending', seen = '{}', due_at = starts_at - interval '1' year where id = ?",
                id);
        wake();
    }

    /** To be called when time has passed: what became due is taken at once. */
    public void wake() {
        signals.due();
    }

    /** Whether nothing is due and nobody is at work. */
    public boolean idle() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select count(*) from booking where lease is not null or due_at <= ?")) {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1) == 0;
            }
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}

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
    private final Ledger ledger;
    private final Clock clock;

    LedgerAnew(DataSource database, Ledger ledger, Clock clock) {
        this.database = database;
        this.ledger = ledger;
        this.clock = clock;
    }

    public void start() throws SQLException {
        for (String table :
                new String[] {"booking_seen", "booking_wanted", "booking", "hint", "quarantine", "shared_value"}) {
            update("delete from " + table);
        }
    }

    /** The id of the space, as if it had been opened before. */
    public void space(String id) throws SQLException {
        update("delete from shared_value");
        update("insert into shared_value (name, content) values ('teleboss.space-id', ?)", id);
    }

    public void noSpace() throws SQLException {
        update("delete from shared_value");
    }

    /** The hub died while it worked on the booking: the row is as it was taken, and its lease has run out. */
    public void crash(String id) throws SQLException {
        update(
                "update booking_seen set document = '{}' where no = (select no from booking where kind = 'lesson' and id = ?)",
                id);
        update(
                "update booking set lease = 'dead', state = 'pending', vendor_object = null, due_at = ? where kind = 'lesson' and id = ?",
                clock.instant().minusSeconds(1).atOffset(ZoneOffset.UTC),
                id);
        wake();
    }

    /** To be called when time has passed: what became due is taken at once. */
    public void wake() {
        ledger.wakeReconcilers();
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

package org.convene.audit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.Statements;

/**
 * Writes changes down: in the transaction of the change where it has one; else before the change begins, and once more when it
 * is known what came of it. Adding waits for nobody: numbers and hashes come from {@link Sealer}.
 */
@Singleton
public class AuditTrail {
    private static final String INSERT = "insert into audit"
            + " (at, door, what, who, subject, result, before_doc, after_doc, salt, digest)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final DataSource database;
    private final Clock clock;

    public AuditTrail(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A change that is under way, and written down as such. */
    public record Begun(long id, AuditedChange entry) {}

    /** In the transaction of the changes. */
    public void add(Connection connection, List<AuditedChange> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (AuditedChange entry : entries) {
                bind(insert, entry);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What was done already, and by itself. */
    public void add(Act act, String subject, String result, JsonNode before, JsonNode after) throws SQLException {
        AuditedChange entry = AuditedChange.of(clock.instant(), act, subject, result, before, after);
        Transactions.in(database, connection -> {
            add(connection, List.of(entry));
            return null;
        });
    }

    /** Nothing may be done that cannot be written down: when this fails, the change has to be left. */
    public Begun begin(Act act, String subject, JsonNode before, JsonNode asked) throws SQLException {
        AuditedChange entry = AuditedChange.of(clock.instant(), act, subject, AuditedChange.BEGUN, before, asked);
        return Transactions.in(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT, new String[] {"id"})) {
                bind(insert, entry);
                insert.executeUpdate();
                try (ResultSet key = insert.getGeneratedKeys()) {
                    key.next();
                    return new Begun(key.getLong(1), entry);
                }
            }
        });
    }

    /** What came of it; {@code after} is {@code null} where what was asked for says it all. */
    public void conclude(Begun begun, String result, JsonNode after) throws SQLException {
        AuditedChange entry = after == null
                ? new AuditedChange(
                        begun.entry().at(),
                        begun.entry().act(),
                        begun.entry().subject(),
                        result,
                        begun.entry().before(),
                        begun.entry().after())
                : begun.entry().concluded(result, after);
        String salt = Seal.newSalt();
        Statements.update(
                database,
                "update audit set result = ?, after_doc = ?, salt = ?, digest = ? where id = ? and no is null",
                entry.result(),
                entry.after(),
                salt,
                Seal.digest(salt, entry),
                begun.id());
    }

    private static void bind(PreparedStatement insert, AuditedChange entry) throws SQLException {
        String salt = Seal.newSalt();
        insert.setObject(1, Statements.utc(entry.at()));
        insert.setString(2, entry.act().door());
        insert.setString(3, entry.act().what());
        insert.setString(4, entry.act().who());
        insert.setString(5, entry.subject());
        insert.setString(6, entry.result());
        insert.setString(7, entry.before());
        insert.setString(8, entry.after());
        insert.setString(9, salt);
        insert.setString(10, Seal.digest(salt, entry));
    }
}

package org.convene.terminal.audit;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.convene.audit.Act;
import org.convene.audit.AuditTrail;
import org.convene.audit.AuditedChange;
import org.convene.audit.MaskedParams;
import org.convene.booking.Transactions;
import org.convene.ops.Statements;

/** The table {@code terminal_command}: rows are added and read. */
@Singleton
public class AuditRows {
    private static final String INSERT = "insert into terminal_command"
            + " (terminal, method, params, who, sent_at, result, words) values (?, ?, ?, ?, ?, ?, ?)";

    private final DataSource database;
    private final AuditTrail trail;

    public AuditRows(DataSource database, AuditTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    void add(List<AuditEntry> entries) throws SQLException {
        Transactions.in(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (AuditEntry entry : entries) {
                    insert.setString(1, text(entry.terminal(), 60));
                    insert.setString(2, text(entry.method(), 100));
                    insert.setString(3, text(entry.params(), MaskedParams.LONGEST));
                    insert.setString(4, text(entry.who(), 200));
                    insert.setObject(5, Statements.utc(entry.sentAt()));
                    insert.setString(6, text(entry.result(), 20));
                    insert.setString(7, text(entry.words(), 1000));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            trail.add(
                    connection,
                    entries.stream()
                            .filter(entry -> !entry.method().startsWith("get"))
                            .map(AuditRows::change)
                            .toList());
            return null;
        });
    }

    /** A command that only asks changes nothing; every other stands in the chain of all changes too. */
    private static AuditedChange change(AuditEntry entry) {
        return new AuditedChange(
                entry.sentAt(),
                new Act(entry.who().replaceFirst("^route ", "route:"), entry.door(), "terminal." + entry.method()),
                "terminals/" + entry.terminal(),
                entry.result(),
                null,
                text(entry.params(), MaskedParams.LONGEST));
    }

    /** What a caller wrote may hold what PostgreSQL cannot. */
    private static String text(String text, int length) {
        return text == null ? "" : MaskedParams.cut(text.replace("\0", "\uFFFD"), length);
    }

    /** The newest first, those before the entry {@code before}. */
    public List<AuditEntry> of(String terminal, long before, int most) throws SQLException {
        String sql = "select no, terminal, method, params, who, sent_at, result, words from terminal_command"
                + " where terminal = ? and no < ? order by no desc fetch first " + most + " rows only";
        List<AuditEntry> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = Statements.prepared(connection, sql, List.of(terminal, before));
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new AuditEntry(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        "",
                        row.getObject(6, OffsetDateTime.class).toInstant(),
                        row.getString(7),
                        row.getString(8)));
            }
        }
        return found;
    }
}

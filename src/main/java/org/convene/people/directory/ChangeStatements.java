package org.convene.people.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.convene.document.Documents;
import org.convene.ops.Statements;
import org.convene.people.directory.RecordChange.What;

/** The SQL of changes of records, planned and done. Each method is one step of a transaction. */
public final class ChangeStatements {
    private static final String SELECT = "select no, what, source, source_key, person, candidates, base, before_doc,"
            + " after_doc, why, at, done, plan from people_change";

    private ChangeStatements() {}

    /** A change as it is kept; {@code plan} is {@code null} when a source pushed it. */
    public record Kept(long no, Long plan, RecordChange change, Instant at, boolean done) {}

    /** @param plan of which they are part, or {@code null} */
    public static void insert(Connection connection, Long plan, List<RecordChange> changes, Instant at, boolean done)
            throws SQLException {
        String sql = "insert into people_change (plan, what, source, source_key, person, candidates, base, before_doc,"
                + " after_doc, why, at, done) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (RecordChange change : changes) {
                statement.setObject(1, plan, Types.BIGINT);
                statement.setString(2, change.what().word());
                statement.setString(3, change.key().source());
                statement.setString(4, change.key().key());
                statement.setString(5, change.person());
                statement.setString(6, change.candidates().isEmpty() ? null : String.join(" ", change.candidates()));
                statement.setString(7, change.base());
                statement.setString(8, Documents.write(change.before()));
                statement.setString(9, Documents.write(change.after()));
                statement.setString(10, change.why());
                statement.setObject(11, Statements.utc(at));
                statement.setBoolean(12, done);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** A plan's changes in their order. */
    public static List<Kept> ofPlan(Connection connection, long plan, long after, int most) throws SQLException {
        return select(
                connection,
                " where plan = ? and no > ? order by plan, no fetch first " + most + " rows only",
                List.of(plan, after));
    }

    /** What happened to a person, the newest first. */
    public static List<Kept> ofPerson(Connection connection, String person, int most) throws SQLException {
        return select(
                connection,
                " where person = ? and done order by no desc fetch first " + most + " rows only",
                List.of(person));
    }

    private static List<Kept> select(Connection connection, String where, List<Object> values) throws SQLException {
        List<Kept> kept = new ArrayList<>();
        Statements.each(connection, SELECT + where, values, row -> {
            RecordChange change = new RecordChange(
                    What.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                    new RecordKey(row.getString(3), row.getString(4)),
                    row.getString(5),
                    RecordStatements.candidates(row.getString(6)),
                    row.getString(7),
                    Documents.read(row.getString(8)),
                    Documents.read(row.getString(9)),
                    row.getString(10));
            kept.add(new Kept(
                    row.getLong(1),
                    row.getObject(13) == null ? null : row.getLong(13),
                    change,
                    PersonStatements.instant(row, 11),
                    row.getBoolean(12)));
        });
        return kept;
    }

    public static void done(Connection connection, List<Kept> changes) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update people_change set done = true where no = ?")) {
            for (Kept change : changes) {
                statement.setLong(1, change.no());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** How many of a plan's changes would start from another state than they were planned from. */
    public static long drifted(Connection connection, long plan) throws SQLException {
        String sql = "select count(*) from people_change c left join person_record r"
                + " on r.source = c.source and r.source_key = c.source_key"
                + " where c.plan = ? and not c.done and c.base <> coalesce("
                + "case when r.present then r.digest else 'left:' || r.digest end, '')";
        try (PreparedStatement statement = Statements.prepared(connection, sql, List.of(plan));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    public static void forget(Connection connection, long plan) throws SQLException {
        Statements.update(connection, "delete from people_change where plan = ?", List.of(plan));
    }
}

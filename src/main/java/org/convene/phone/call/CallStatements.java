package org.convene.phone.call;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.convene.document.Documents;
import org.convene.ops.Statements;

/** The SQL of calls, in the words that H2 and PostgreSQL share. Each method is one step of a transaction. */
final class CallStatements {
    private static final String SELECT = "select gcid, started_at, outcome, ambiguous, settle_at, revision, local_day,"
            + " digest, document from phone_call";

    Map<String, CallRow> known(Connection connection, Collection<String> calls) throws SQLException {
        Map<String, CallRow> known = new HashMap<>();
        if (!calls.isEmpty()) {
            String where = " where gcid in (" + Statements.places(calls.size()) + ")";
            each(connection, where, new ArrayList<>(calls), row -> known.put(row.gcid(), row));
        }
        return known;
    }

    /** Calls that nothing was added to for long enough. */
    List<CallRow> quiet(Connection connection, Instant now, int most) throws SQLException {
        List<CallRow> quiet = new ArrayList<>();
        each(
                connection,
                " where settle_at between ? and ? order by settle_at, gcid fetch first " + most + " rows only",
                List.of(Statements.utc(Instant.EPOCH), Statements.utc(now)),
                quiet::add);
        return quiet;
    }

    List<CallRow> untold(Connection connection, int most) throws SQLException {
        List<CallRow> untold = new ArrayList<>();
        each(
                connection,
                " where tell_at >= ? order by tell_at, gcid fetch first " + most + " rows only",
                List.of(Statements.utc(Instant.EPOCH)),
                untold::add);
        return untold;
    }

    void told(Connection connection, List<CallRow> calls) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update phone_call set tell_at = null where gcid = ? and revision = ?")) {
            for (CallRow call : calls) {
                statement.setString(1, call.gcid());
                statement.setInt(2, call.revision());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void each(Connection connection, String where, List<Object> values, Consumer<CallRow> consumer)
            throws SQLException {
        try (PreparedStatement statement = Statements.prepared(connection, SELECT + where, values)) {
            statement.setFetchSize(500);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    consumer.accept(row(result));
                }
            }
        }
    }

    private static CallRow row(ResultSet row) throws SQLException {
        return new CallRow(
                row.getString(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getBoolean(4),
                Optional.ofNullable(row.getObject(5, OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                row.getInt(6),
                Optional.ofNullable(row.getString(7)),
                Optional.ofNullable(row.getString(8)),
                Documents.read(row.getString(9)));
    }

    void insert(Connection connection, List<CallRow> calls) throws SQLException {
        String sql = "insert into phone_call (gcid, started_at, outcome, ambiguous, settle_at, revision, document)"
                + " values (?, ?, ?, false, ?, 0, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (CallRow call : calls) {
                statement.setString(1, call.gcid());
                changed(statement, call, 2);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Something came: what was settled stays told until it is settled again. */
    void change(Connection connection, List<CallRow> calls) throws SQLException {
        String sql = "update phone_call set started_at = ?, outcome = ?, settle_at = ?, document = ? where gcid = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (CallRow call : calls) {
                int next = changed(statement, call, 1);
                statement.setString(next, call.gcid());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static int changed(PreparedStatement statement, CallRow call, int first) throws SQLException {
        statement.setObject(first, Statements.utc(call.startedAt()));
        statement.setString(first + 1, call.outcome());
        statement.setObject(first + 2, call.settleAt().map(Statements::utc).orElse(null));
        statement.setString(first + 3, call.document().toString());
        return first + 4;
    }

    /**
     * Settles a call, unless something came meanwhile.
     *
     * @param before as it was read
     * @param tellAt now, when somebody is to be told of this revision
     */
    boolean settle(Connection connection, CallRow before, CallRow settled, Optional<Instant> tellAt)
            throws SQLException {
        String sql = "update phone_call set settle_at = null, revision = ?, tell_at = coalesce(?, tell_at),"
                + " local_day = ?, digest = ?, ambiguous = ?, outcome = ?, started_at = ?, document = ?"
                + " where gcid = ? and settle_at = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, settled.revision());
            statement.setObject(2, tellAt.map(Statements::utc).orElse(null), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setString(3, settled.day().orElseThrow());
            statement.setString(4, settled.digest().orElseThrow());
            statement.setBoolean(5, settled.ambiguous());
            statement.setString(6, settled.outcome());
            statement.setObject(7, Statements.utc(settled.startedAt()));
            statement.setString(8, settled.document().toString());
            statement.setString(9, settled.gcid());
            statement.setObject(10, Statements.utc(before.settleAt().orElseThrow()));
            return statement.executeUpdate() == 1;
        }
    }
}

package org.convene.phone.call;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.convene.ops.Statements;

/** Where reading goes on, as the database keeps it. */
final class CursorStatements {
    private CursorStatements() {}

    static LogCursor read(Connection connection, String name) throws SQLException {
        String sql = "select certain_at, newest_at, all_at, sure_at, doubts from phone_cursor where name = ?";
        try (PreparedStatement statement = Statements.prepared(connection, sql, List.of(name));
                ResultSet result = statement.executeQuery()) {
            return result.next()
                    ? new LogCursor(
                            time(result, 1), time(result, 2), time(result, 3), time(result, 4), result.getInt(5))
                    : LogCursor.NOTHING;
        }
    }

    static void write(Connection connection, String name, LogCursor cursor) throws SQLException {
        List<Object> values = Arrays.asList(
                value(cursor.certain()),
                value(cursor.newest()),
                value(cursor.wholeAt()),
                value(cursor.sureAt()),
                cursor.doubts(),
                name);
        String update = "update phone_cursor set certain_at = ?, newest_at = ?, all_at = ?, sure_at = ?, doubts = ?"
                + " where name = ?";
        String insert = "insert into phone_cursor (certain_at, newest_at, all_at, sure_at, doubts, name)"
                + " values (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = Statements.prepared(connection, update, values)) {
            if (statement.executeUpdate() == 1) {
                return;
            }
        }
        Statements.update(connection, insert, values);
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Object value(Optional<Instant> time) {
        return time.map(Statements::utc).orElse(null);
    }
}

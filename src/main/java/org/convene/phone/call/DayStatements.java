package org.convene.phone.call;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.convene.ops.Statements;

/** The SQL of days whose file is to be written. */
final class DayStatements {
    private DayStatements() {}

    static void changed(Connection connection, String day) throws SQLException {
        try (PreparedStatement statement = Statements.prepared(
                connection, "update phone_day set version = version + 1 where local_day = ?", List.of(day))) {
            if (statement.executeUpdate() == 1) {
                return;
            }
        }
        Statements.update(
                connection, "insert into phone_day (local_day, version, written) values (?, 1, 0)", List.of(day));
    }

    /** Days that changed since their file was written, and their version. */
    static Map<String, Long> due(Connection connection, int most) throws SQLException {
        String sql = "select local_day, version from phone_day where written < version order by local_day fetch first "
                + most + " rows only";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            Map<String, Long> due = new LinkedHashMap<>();
            while (row.next()) {
                due.put(row.getString(1), row.getLong(2));
            }
            return due;
        }
    }

    static void written(Connection connection, String day, long version) throws SQLException {
        String sql = "update phone_day set written = ? where local_day = ? and written < ?";
        Statements.update(connection, sql, List.of(version, day, version));
    }
}

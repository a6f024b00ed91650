package org.convene.booking;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.convene.ops.Statements;

/** The SQL about rooms of lessons that are long past. */
final class RetentionStatements {
    private RetentionStatements() {}

    static List<Booking> pastRooms(Connection connection, Instant end, String after, int most) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(Statements.utc(end)));
        String sql = "select no from booking where kind = 'lesson' and vendor_object is not null and cancelled = false"
                + " and ends_at <= ?";
        if (after != null) {
            sql += " and (ends_at, no) > (select b.ends_at, b.no from booking b where b.kind = 'lesson' and b.id = ?)";
            values.add(after);
        }
        sql += " order by ends_at, no fetch first " + most + " rows only";
        try (PreparedStatement statement = Statements.prepared(connection, sql, values)) {
            return LedgerRows.whole(connection, LedgerRows.numbers(statement));
        }
    }

    static Set<String> waiting(Connection connection, String kind, List<String> ids) throws SQLException {
        String sql = "select id from booking where kind = ? and due_at is not null and id in ("
                + LedgerRows.places(ids.size()) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, kind);
            LedgerRows.fill(statement, 2, ids);
            Set<String> waiting = new HashSet<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    waiting.add(result.getString(1));
                }
            }
            return waiting;
        }
    }
}

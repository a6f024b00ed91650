package org.convene.booking;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.convene.ops.Statements;

/** The SQL about archives, which are bookings of their own with the id of their lesson. */
final class ArchiveStatements {
    /** Looked for at least once, and something was not there. */
    private static final String INCOMPLETE =
            " from booking where kind = 'archive' and state in ('pending', 'failed') and problem_kind <> 'waiting'";

    private ArchiveStatements() {}

    static List<Booking> unexpected(Connection connection, List<String> vendors, Instant from, Instant to, int most)
            throws SQLException {
        String sql = """
                select lesson.no from booking lesson
                where lesson.kind = 'lesson' and lesson.starts_at > ? and lesson.starts_at <= ?
                  and lesson.vendor_object is not null
                  and not exists (select 1 from booking archive
                    where archive.id = lesson.id and archive.kind = 'archive'
                      and archive.starts_at = lesson.starts_at and archive.ends_at = lesson.ends_at)
                  and lesson.vendor in (""" + LedgerRows.places(vendors.size()) + ") fetch first " + most + " rows only";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, Statements.utc(from));
            statement.setObject(2, Statements.utc(to));
            LedgerRows.fill(statement, 3, vendors);
            return LedgerRows.whole(connection, LedgerRows.numbers(statement));
        }
    }

    static List<Booking> incomplete(Connection connection, int most) throws SQLException {
        String sql = "select no" + INCOMPLETE + " order by ends_at, no fetch first " + most + " rows only";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return LedgerRows.whole(connection, LedgerRows.numbers(statement));
        }
    }

    static long countIncomplete(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select count(*)" + INCOMPLETE);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }
}

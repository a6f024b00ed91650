package org.convene.people.plan;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.convene.ops.Statements;
import org.convene.people.plan.Plan.State;

/** The SQL of plans. Each method is one step of a transaction. */
final class PlanStatements {
    private static final String SELECT = "select no, source, origin, whole, state, reason, heard, known, leavers,"
            + " changes, applied, digest, decided_by, began_at, ended_at from people_plan";
    private static final int LONGEST_REASON = 1000;

    private PlanStatements() {}

    static long insert(Connection connection, String source, String origin, boolean whole, long known, Instant now)
            throws SQLException {
        String sql = "insert into people_plan (source, origin, whole, state, heard, known, leavers, changes, applied,"
                + " began_at) values (?, ?, ?, 'reading', 0, ?, 0, 0, 0, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"no"})) {
            statement.setString(1, source);
            statement.setString(2, origin);
            statement.setBoolean(3, whole);
            statement.setLong(4, known);
            statement.setObject(5, Statements.utc(now));
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    static Optional<Plan> find(Connection connection, long no) throws SQLException {
        return select(connection, " where no = ?", List.of(no)).stream().findFirst();
    }

    /** The newest first, those before {@code before}. */
    static List<Plan> list(Connection connection, long before, int most) throws SQLException {
        return select(connection, " where no < ? order by no desc fetch first " + most + " rows only", List.of(before));
    }

    static List<Plan> inState(Connection connection, State state) throws SQLException {
        return select(connection, " where state = ? order by no", List.of(state.word()));
    }

    private static List<Plan> select(Connection connection, String where, List<Object> values) throws SQLException {
        List<Plan> plans = new ArrayList<>();
        Statements.each(connection, SELECT + where, values, row -> {
            OffsetDateTime ended = row.getObject(15, OffsetDateTime.class);
            plans.add(new Plan(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    State.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                    row.getString(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9),
                    row.getLong(10),
                    row.getLong(11),
                    row.getString(12),
                    row.getString(13),
                    row.getObject(14, OffsetDateTime.class).toInstant(),
                    ended == null ? null : ended.toInstant()));
        });
        return plans;
    }

    static void heard(Connection connection, long no, long heard, long changes) throws SQLException {
        Statements.update(
                connection, "update people_plan set heard = ?, changes = ? where no = ?", List.of(heard, changes, no));
    }

    static void read(Connection connection, long no, long leavers, String digest) throws SQLException {
        Statements.update(
                connection,
                "update people_plan set leavers = ?, digest = ? where no = ?",
                List.of(leavers, digest, no));
    }

    static void applied(Connection connection, long no, long more) throws SQLException {
        Statements.update(connection, "update people_plan set applied = applied + ? where no = ?", List.of(more, no));
    }

    /** Returns whether it was in one of the states {@code from} until now. */
    static boolean move(
            Connection connection, long no, List<State> from, State to, String reason, String by, Instant end)
            throws SQLException {
        String sql = "update people_plan set state = ?, reason = coalesce(?, reason),"
                + " decided_by = coalesce(?, decided_by), ended_at = ? where no = ? and state in ("
                + Statements.places(from.size()) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, to.word());
            statement.setString(2, shortened(reason));
            statement.setString(3, by);
            statement.setObject(4, end == null ? null : Statements.utc(end), Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setLong(5, no);
            for (int i = 0; i < from.size(); i++) {
                statement.setString(6 + i, from.get(i).word());
            }
            return statement.executeUpdate() == 1;
        }
    }

    /** Readings that a newer one of the same source takes the place of. */
    static void replace(Connection connection, String source, long by, Instant now) throws SQLException {
        Statements.update(
                connection,
                "update people_plan set state = 'dropped', reason = ?, ended_at = ? where source = ? and no < ?"
                        + " and state in ('waiting', 'held')",
                List.of("a newer reading took its place: " + by, Statements.utc(now), source, by));
    }

    private static String shortened(String reason) {
        return reason == null || reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}

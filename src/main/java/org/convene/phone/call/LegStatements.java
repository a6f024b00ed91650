package org.convene.phone.call;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.convene.ops.Statements;

/** The SQL of legs, in the words that H2 and PostgreSQL share. Each method is one step of a transaction. */
final class LegStatements {
    private static final String COLUMNS = "mx_user, record_id, gcid, direction, missed, connected_at, disconnected_at,"
            + " calling, called, first_name, last_name, ext, service_name, service_ext, call_type, leg_type,"
            + " self_leg_type, monitor_type";
    /** What is absent more often was deleted at the phone system. */
    private static final int MISSED_FOR_GOOD = 3;

    /** Records of an answer lie close to each other, and a range of them costs one walk through the index. */
    Map<Long, Leg> known(Connection connection, String user, Collection<Long> records) throws SQLException {
        Map<Long, Leg> known = new HashMap<>();
        each(
                connection,
                " where mx_user = ? and record_id between ? and ?",
                List.of(user, Collections.min(records), Collections.max(records)),
                leg -> {
                    if (records.contains(leg.record())) {
                        known.put(leg.record(), leg);
                    }
                });
        return known;
    }

    /** The legs of these calls, those of one call together and in their order. */
    void ofCalls(Connection connection, Collection<String> calls, Consumer<Leg> consumer) throws SQLException {
        each(
                connection,
                " where gcid in (" + Statements.places(calls.size())
                        + ") order by gcid, coalesce(connected_at, disconnected_at) nulls last, mx_user, record_id",
                new ArrayList<>(calls),
                consumer);
    }

    List<Leg> ofCall(Connection connection, String gcid, int most) throws SQLException {
        List<Leg> legs = new ArrayList<>();
        each(
                connection,
                " where gcid = ? order by coalesce(connected_at, disconnected_at) nulls last, mx_user, record_id"
                        + " fetch first " + most + " rows only",
                List.of(gcid),
                legs::add);
        return legs;
    }

    private static void each(Connection connection, String where, List<Object> values, Consumer<Leg> consumer)
            throws SQLException {
        try (PreparedStatement statement =
                Statements.prepared(connection, "select " + COLUMNS + " from phone_leg" + where, values)) {
            statement.setFetchSize(1000);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    consumer.accept(leg(result));
                }
            }
        }
    }

    private static Leg leg(ResultSet row) throws SQLException {
        return new Leg(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                time(row, 6),
                time(row, 7),
                row.getString(8),
                row.getString(9),
                new Leg.Peer(
                        row.getString(10), row.getString(11), row.getString(12), row.getString(13), row.getString(14)),
                new Leg.Kinds(number(row, 15), number(row, 16), number(row, 17), number(row, 18)));
    }

    void insert(Connection connection, List<Leg> legs) throws SQLException {
        String sql = "insert into phone_leg (" + COLUMNS + ", absent) values (" + Statements.places(18) + ", 0)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Leg leg : legs) {
                statement.setString(1, leg.user());
                statement.setLong(2, leg.record());
                told(statement, leg, 3);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void update(Connection connection, List<Leg> legs) throws SQLException {
        String sql = "update phone_leg set gcid = ?, direction = ?, missed = ?, connected_at = ?, disconnected_at = ?,"
                + " calling = ?, called = ?, first_name = ?, last_name = ?, ext = ?, service_name = ?,"
                + " service_ext = ?, call_type = ?, leg_type = ?, self_leg_type = ?, monitor_type = ?"
                + " where mx_user = ? and record_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Leg leg : legs) {
                int next = told(statement, leg, 1);
                statement.setString(next, leg.user());
                statement.setLong(next + 1, leg.record());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static int told(PreparedStatement statement, Leg leg, int first) throws SQLException {
        List<Object> values = Arrays.asList(
                leg.gcid(),
                leg.direction(),
                leg.missed(),
                leg.connectedAt().map(Statements::utc).orElse(null),
                leg.disconnectedAt().map(Statements::utc).orElse(null),
                leg.calling(),
                leg.called(),
                leg.peer().firstName(),
                leg.peer().lastName(),
                leg.peer().ext(),
                leg.peer().serviceName(),
                leg.peer().serviceExt(),
                value(leg.kinds().callType()),
                value(leg.kinds().legType()),
                value(leg.kinds().selfLegType()),
                value(leg.kinds().monitorType()));
        int next = first;
        for (Object value : values) {
            statement.setObject(next++, value);
        }
        return next;
    }

    /**
     * Counts known legs that an answer should have had. Those of which that is true for the {@value #MISSED_FOR_GOOD}rd time
     * are gone from the phone system, and not looked for any more.
     *
     * @param since   what was asked
     * @param records those that were answered, in their order
     */
    int absent(Connection connection, String user, Instant since, long[] records) throws SQLException {
        // the phone system may compare the beginning or the end of a leg, and round it
        Object least = Statements.utc(since.plusSeconds(1));
        List<Long> absent = new ArrayList<>();
        Statements.each(
                connection,
                "select record_id from phone_leg where mx_user = ? and disconnected_at >= ?"
                        + " and (connected_at is null or connected_at >= ?) and absent < " + MISSED_FOR_GOOD,
                List.of(user, least, least),
                result -> {
                    if (Arrays.binarySearch(records, result.getLong(1)) < 0) {
                        absent.add(result.getLong(1));
                    }
                });
        try (PreparedStatement statement = connection.prepareStatement(
                "update phone_leg set absent = absent + 1 where mx_user = ? and record_id = ?")) {
            for (long record : absent) {
                statement.setString(1, user);
                statement.setLong(2, record);
                statement.addBatch();
            }
            if (!absent.isEmpty()) {
                statement.executeBatch();
            }
        }
        return absent.size();
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OptionalLong number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static Long value(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}

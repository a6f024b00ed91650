package org.convene.people.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.convene.document.Documents;
import org.convene.ops.Statements;

/** The SQL of people. Each method is one step of a transaction. */
final class PersonStatements {
    private static final String SELECT =
            "select id, version, active, left_at, gone, attributes, tell_at, updated_at from person";

    private PersonStatements() {}

    static Map<String, StoredPerson> byId(Connection connection, Collection<String> ids) throws SQLException {
        Map<String, StoredPerson> people = new HashMap<>();
        if (!ids.isEmpty()) {
            select(connection, " where id in (" + Statements.places(ids.size()) + ")", new ArrayList<>(ids))
                    .forEach(person -> people.put(person.id(), person));
        }
        return people;
    }

    /** Those of whom followers are to be told, the longest waiting first. */
    static List<StoredPerson> untold(Connection connection, int most) throws SQLException {
        return select(
                connection,
                " where tell_at >= ? order by tell_at, id fetch first " + most + " rows only",
                List.of(Statements.utc(Instant.EPOCH)));
    }

    /** Those whose time of grace is over. */
    static List<StoredPerson> overdue(Connection connection, Instant leftBefore, int most) throws SQLException {
        return select(
                connection,
                " where gone = false and left_at < ? order by gone, left_at, id fetch first " + most + " rows only",
                List.of(Statements.utc(leftBefore)));
    }

    static List<StoredPerson> select(Connection connection, String where, List<Object> values) throws SQLException {
        List<StoredPerson> people = new ArrayList<>();
        Statements.each(
                connection,
                SELECT + where,
                values,
                row -> people.add(new StoredPerson(
                        row.getString(1),
                        row.getLong(2),
                        row.getBoolean(3),
                        instant(row, 4),
                        row.getBoolean(5),
                        Documents.read(row.getString(6)),
                        instant(row, 7),
                        instant(row, 8))));
        return people;
    }

    static long count(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static void insert(Connection connection, List<StoredPerson> people) throws SQLException {
        String sql = "insert into person (version, active, left_at, gone, name, attributes, tell_at, updated_at, id)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        write(connection, sql, people);
    }

    static void update(Connection connection, List<StoredPerson> people) throws SQLException {
        String sql = "update person set version = ?, active = ?, left_at = ?, gone = ?, name = ?, attributes = ?,"
                + " tell_at = ?, updated_at = ? where id = ?";
        write(connection, sql, people);
    }

    private static void write(Connection connection, String sql, List<StoredPerson> people) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (StoredPerson person : people) {
                statement.setLong(1, person.version());
                statement.setBoolean(2, person.active());
                time(statement, 3, person.leftAt());
                statement.setBoolean(4, person.gone());
                statement.setString(5, person.name());
                statement.setString(6, person.attributes().toString());
                time(statement, 7, person.tellAt());
                time(statement, 8, person.updatedAt());
                statement.setString(9, person.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void time(PreparedStatement statement, int at, Instant instant) throws SQLException {
        statement.setObject(at, instant == null ? null : Statements.utc(instant), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    /** Followers know; whoever changed meanwhile is told again. */
    static void told(Connection connection, List<StoredPerson> people) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update person set tell_at = null where id = ? and version = ?")) {
            for (StoredPerson person : people) {
                statement.setString(1, person.id());
                statement.setLong(2, person.version());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Those in whose attributes {@code text} stands, such as the key of a group that has a new name. */
    static void tellOfThoseWith(Connection connection, String text, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update person set version = version + 1, tell_at = coalesce(tell_at, ?), updated_at = ?"
                        + " where lower(attributes) like ? escape '!'")) {
            time(statement, 1, now);
            time(statement, 2, now);
            statement.setString(3, Statements.containing(text));
            statement.executeUpdate();
        }
    }
}

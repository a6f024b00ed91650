package org.convene.people.scim;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.convene.ops.Portions;
import org.convene.ops.Statements;

/** The SQL of resources. Each method is one step of a transaction. */
final class ResourceRows {
    private static final String SELECT = "select id, version, created_at, modified_at, document from ";
    private static final int AT_ONCE = 500;

    private ResourceRows() {}

    static Optional<Stored> read(Connection connection, Kind kind, String id) throws SQLException {
        return select(connection, kind, " where id = ?", List.of(id)).stream().findFirst();
    }

    /** The same, and nobody else changes it until the transaction ends. */
    static Optional<Stored> locked(Connection connection, Kind kind, String id) throws SQLException {
        return select(connection, kind, " where id = ? for update", List.of(id)).stream()
                .findFirst();
    }

    /** Those that are there, in the order of the ids. */
    static List<Stored> all(Connection connection, Kind kind, List<String> ids) throws SQLException {
        Map<String, Stored> found = new HashMap<>();
        for (List<String> some : Portions.of(ids, AT_ONCE)) {
            select(connection, kind, " where id in (" + Statements.places(some.size()) + ")", List.copyOf(some))
                    .forEach(stored -> found.put(stored.id(), stored));
        }
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static List<Stored> select(Connection connection, Kind kind, String where, List<Object> values)
            throws SQLException {
        List<Stored> found = new ArrayList<>();
        Statements.each(
                connection,
                SELECT + kind.table() + where,
                values,
                row -> found.add(new Stored(
                        row.getString(1),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getString(5))));
        return found;
    }

    static void insert(Connection connection, Kind kind, Stored stored, Map<String, Object> columns)
            throws SQLException {
        List<Object> values = new ArrayList<>(List.of(
                stored.id(),
                stored.version(),
                Statements.utc(stored.created()),
                Statements.utc(stored.modified()),
                stored.document()));
        values.addAll(columns.values());
        Statements.update(
                connection,
                "insert into " + kind.table() + " (id, version, created_at, modified_at, document, untold, "
                        + String.join(", ", columns.keySet()) + ") values (?, ?, ?, ?, ?, 1, "
                        + Statements.places(columns.size()) + ")",
                values);
    }

    static void update(Connection connection, Kind kind, Stored stored, Map<String, Object> columns)
            throws SQLException {
        List<Object> values =
                new ArrayList<>(List.of(stored.version(), Statements.utc(stored.modified()), stored.document()));
        values.addAll(columns.values());
        values.add(stored.id());
        Statements.update(
                connection,
                "update " + kind.table() + " set version = ?, modified_at = ?, document = ?, untold = untold + 1, "
                        + String.join(" = ?, ", columns.keySet()) + " = ? where id = ?",
                values);
    }

    /** It is gone, and the directory is to hear of it. */
    static void delete(Connection connection, Kind kind, String id) throws SQLException {
        Statements.update(connection, "delete from " + kind.table() + " where id = ?", List.of(id));
        Statements.update(connection, "insert into scim_gone (id, kind) values (?, ?)", List.of(id, kind.word()));
    }

    /** Who has this userName, whatever its case. */
    static Optional<String> holder(Connection connection, Object userKey) throws SQLException {
        return ids(connection, "select id from scim_user where user_key = ?", List.of(userKey)).stream()
                .findFirst();
    }

    /** A group that the identity provider calls the same, by its own id and by its name. */
    static Optional<String> twin(Connection connection, Map<String, Object> columns) throws SQLException {
        return columns.get("external_id") == null
                ? Optional.empty()
                : ids(
                                connection,
                                "select id from scim_group where external_id = ? and display_key = ?",
                                List.of(columns.get("external_id"), columns.get("display_key")))
                        .stream()
                        .findFirst();
    }

    static void writeAddresses(Connection connection, String user, Iterable<String> addresses) throws SQLException {
        Statements.update(connection, "delete from scim_address where user_id = ?", List.of(user));
        try (PreparedStatement statement =
                connection.prepareStatement("insert into scim_address (user_id, address) values (?, ?)")) {
            for (String address : addresses) {
                statement.setString(1, user);
                statement.setString(2, address);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static List<String> ids(Connection connection, String sql, List<Object> values) throws SQLException {
        List<String> ids = new ArrayList<>();
        Statements.each(connection, sql, values, row -> ids.add(row.getString(1)));
        return ids;
    }

    static long count(Connection connection, Kind kind, Condition condition) throws SQLException {
        String sql = "select count(*) from " + kind.table() + " r where " + condition.sql();
        try (PreparedStatement statement = Statements.prepared(connection, sql, condition.values());
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}

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
import org.convene.ops.Portions;
import org.convene.ops.Statements;

/** The SQL of whose number is whose. */
final class OwnerStatements {
    private static final int AT_ONCE = 500;
    /** A number that more share than this is nobody's. */
    private static final int MOST = 20_000;

    private OwnerStatements() {}

    static Map<String, List<Owner>> of(Connection connection, Collection<String> phones) throws SQLException {
        Map<String, List<Owner>> owners = new HashMap<>();
        for (List<String> some : Portions.of(phones, AT_ONCE)) {
            String sql = "select source, person, phone, name, email from phone_owner where phone in ("
                    + Statements.places(some.size()) + ") order by phone, source, person fetch first " + MOST
                    + " rows only";
            Statements.each(
                    connection,
                    sql,
                    new ArrayList<>(some),
                    row -> owners.computeIfAbsent(row.getString(3), each -> new ArrayList<>())
                            .add(new Owner(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5))));
        }
        return owners;
    }

    static void forgetAll(Connection connection, String source) throws SQLException {
        Statements.update(connection, "delete from phone_owner where source = ?", List.of(source));
    }

    /** People have the number that was said last, and no other. */
    static void replace(Connection connection, List<Owner> owners) throws SQLException {
        if (owners.isEmpty()) {
            return;
        }
        for (String source : owners.stream().map(Owner::source).distinct().toList()) {
            forget(
                    connection,
                    source,
                    owners.stream()
                            .filter(owner -> owner.source().equals(source))
                            .map(Owner::person)
                            .toList());
        }
        insert(connection, owners);
    }

    static void forget(Connection connection, String source, Collection<String> people) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from phone_owner where source = ? and person = ?")) {
            for (String person : people) {
                statement.setString(1, source);
                statement.setString(2, person);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void insert(Connection connection, List<Owner> owners) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into phone_owner (source, person, phone, name, email) values (?, ?, ?, ?, ?)")) {
            for (Owner owner : owners) {
                statement.setString(1, owner.source());
                statement.setString(2, owner.person());
                statement.setString(3, owner.phone());
                statement.setString(4, owner.name());
                statement.setString(5, owner.email());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Lessons that changed, in the order of the table, so that all of them cost one walk through it. */
    static List<PhoneOwners.LessonText> lessons(Connection connection, String kind, long after, Instant since, int most)
            throws SQLException {
        String sql = "select b.no, b.updated_at, w.document from booking b join booking_wanted w on w.no = b.no"
                + " where b.kind = ? and b.no > ? and b.updated_at >= ? order by b.no fetch first " + most
                + " rows only";
        try (PreparedStatement statement =
                        Statements.prepared(connection, sql, List.of(kind, after, Statements.utc(since)));
                ResultSet row = statement.executeQuery()) {
            List<PhoneOwners.LessonText> lessons = new ArrayList<>();
            while (row.next()) {
                lessons.add(new PhoneOwners.LessonText(
                        row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getString(3)));
            }
            return lessons;
        }
    }
}

package org.convene.phone.call;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
                    + LegStatements.places(some.size()) + ") order by phone, source, person fetch first " + MOST
                    + " rows only";
            try (PreparedStatement statement = Statements.prepared(connection, sql, new ArrayList<>(some));
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    owners.computeIfAbsent(row.getString(3), each -> new ArrayList<>())
                            .add(new Owner(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5)));
                }
            }
        }
        return owners;
    }

    static void forgetAll(Connection connection, String source) throws SQLException {
        try (PreparedStatement statement =
                Statements.prepared(connection, "delete from phone_owner where source = ?", List.of(source))) {
            statement.executeUpdate();
        }
    }

    /** People have the numbers that were said last, and no others. */
    static void write(Connection connection, List<Owner> owners) throws SQLException {
        try (PreparedStatement delete =
                        connection.prepareStatement("delete from phone_owner where source = ? and person = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into phone_owner (source, person, phone, name, email) values (?, ?, ?, ?, ?)")) {
            for (Owner owner : owners) {
                delete.setString(1, owner.source());
                delete.setString(2, owner.person());
                delete.addBatch();
                insert.setString(1, owner.source());
                insert.setString(2, owner.person());
                insert.setString(3, owner.phone());
                insert.setString(4, owner.name());
                insert.setString(5, owner.email());
                insert.addBatch();
            }
            if (!owners.isEmpty()) {
                delete.executeBatch();
                insert.executeBatch();
            }
        }
    }
}

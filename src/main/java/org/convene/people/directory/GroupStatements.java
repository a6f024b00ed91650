package org.convene.people.directory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.convene.ops.Statements;

/** The SQL of groups, which have a name and nothing else. */
final class GroupStatements {
    private GroupStatements() {}

    static Map<RecordKey, String> names(Connection connection, Collection<RecordKey> groups) throws SQLException {
        Map<RecordKey, String> names = new HashMap<>();
        Map<String, List<String>> bySource = new HashMap<>();
        groups.forEach(group -> bySource.computeIfAbsent(group.source(), each -> new ArrayList<>())
                .add(group.key()));
        for (Map.Entry<String, List<String>> one : bySource.entrySet()) {
            List<Object> values = new ArrayList<>();
            values.add(one.getKey());
            values.addAll(one.getValue());
            String sql = "select group_key, name from person_group where source = ? and group_key in ("
                    + Statements.places(one.getValue().size()) + ")";
            Statements.each(
                    connection,
                    sql,
                    values,
                    row -> names.put(new RecordKey(one.getKey(), row.getString(1)), row.getString(2)));
        }
        return names;
    }

    /** Returns whether that was new. */
    static boolean name(Connection connection, RecordKey group, String name) throws SQLException {
        String known = names(connection, List.of(group)).get(group);
        if (name.equals(known)) {
            return false;
        }
        String sql = known == null
                ? "insert into person_group (name, source, group_key) values (?, ?, ?)"
                : "update person_group set name = ? where source = ? and group_key = ?";
        Statements.update(connection, sql, List.of(name, group.source(), group.key()));
        return true;
    }

    static void forget(Connection connection, RecordKey group) throws SQLException {
        Statements.update(
                connection,
                "delete from person_group where source = ? and group_key = ?",
                List.of(group.source(), group.key()));
    }
}

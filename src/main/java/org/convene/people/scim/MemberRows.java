package org.convene.people.scim;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.convene.ops.Portions;
import org.convene.ops.Statements;

/** The SQL of who is in which group. Each method is one step of a transaction. */
final class MemberRows {
    private static final int AT_ONCE = 500;

    private MemberRows() {}

    record Membership(String group, String name) {}

    /** The members of a group: id, and whether it is a User or a Group. */
    static Map<String, String> of(Connection connection, String group) throws SQLException {
        Map<String, String> members = new LinkedHashMap<>();
        Statements.each(
                connection,
                "select member_id, kind from scim_member where group_id = ? order by member_id",
                List.of(group),
                row -> members.put(row.getString(1), row.getString(2)));
        return members;
    }

    static Map<String, Long> sizes(Connection connection, List<String> groups) throws SQLException {
        Map<String, Long> sizes = new HashMap<>();
        for (List<String> some : Portions.of(groups, AT_ONCE)) {
            Statements.each(
                    connection,
                    "select group_id, count(*) from scim_member where group_id in (" + Statements.places(some.size())
                            + ") group by group_id",
                    List.copyOf(some),
                    row -> sizes.put(row.getString(1), row.getLong(2)));
        }
        return sizes;
    }

    /** The groups of each of these, in the order of their names. */
    static Map<String, List<Membership>> memberships(Connection connection, List<String> members) throws SQLException {
        Map<String, List<Membership>> memberships = new HashMap<>();
        for (List<String> some : Portions.of(members, AT_ONCE)) {
            Statements.each(
                    connection,
                    "select m.member_id, g.id, g.name from scim_member m join scim_group g on g.id = m.group_id"
                            + " where m.member_id in (" + Statements.places(some.size())
                            + ") order by g.display_key, g.id",
                    List.copyOf(some),
                    row -> memberships
                            .computeIfAbsent(row.getString(1), each -> new ArrayList<>())
                            .add(new Membership(row.getString(2), row.getString(3))));
        }
        return memberships;
    }

    /** Which of these there are, and of which kind. */
    static Map<String, String> kinds(Connection connection, Collection<String> ids) throws SQLException {
        Map<String, String> kinds = new HashMap<>();
        for (Kind kind : Kind.values()) {
            for (List<String> some : Portions.of(new TreeSet<>(ids), AT_ONCE)) {
                Statements.each(
                        connection,
                        "select id from " + kind.table() + " where id in (" + Statements.places(some.size()) + ")",
                        List.copyOf(some),
                        row -> kinds.put(row.getString(1), kind.word()));
            }
        }
        return kinds;
    }

    /** Those of these who are in the group. */
    static Set<String> among(Connection connection, String group, Collection<String> ids) throws SQLException {
        Set<String> among = new TreeSet<>();
        for (List<String> some : Portions.of(new TreeSet<>(ids), AT_ONCE)) {
            List<Object> values = new ArrayList<>();
            values.add(group);
            values.addAll(some);
            Statements.each(
                    connection,
                    "select member_id from scim_member where group_id = ? and member_id in ("
                            + Statements.places(some.size()) + ")",
                    values,
                    row -> among.add(row.getString(1)));
        }
        return among;
    }

    static void add(Connection connection, String group, Map<String, String> members) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into scim_member (group_id, member_id, kind) values (?, ?, ?)")) {
            for (Map.Entry<String, String> member : members.entrySet()) {
                statement.setString(1, group);
                statement.setString(2, member.getKey());
                statement.setString(3, member.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void remove(Connection connection, String group, Collection<String> members) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from scim_member where group_id = ? and member_id = ?")) {
            for (String member : members) {
                statement.setString(1, group);
                statement.setString(2, member);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The directory is to hear of their groups; always in the same order, so that two requests do not wait for each other. */
    static void touch(Connection connection, Collection<String> members) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update scim_user set untold = untold + 1 where id = ?")) {
            for (String member : new TreeSet<>(members)) {
                statement.setString(1, member);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}

package org.convene.people.scim;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.convene.ops.Statements;

/** Brings the members of a group to what is wanted, with a row for each who comes or goes. In the caller's transaction. */
final class Memberships {
    private Memberships() {}

    /** @return whether anybody came or went */
    static boolean change(Connection connection, String group, MemberChanges wanted) throws SQLException {
        Set<String> leaving;
        Map<String, String> coming = new LinkedHashMap<>();
        Set<String> present;
        if (wanted.isWhole()) {
            present = MemberRows.of(connection, group).keySet();
            leaving = new TreeSet<>(present);
            leaving.removeAll(wanted.added());
        } else {
            present = MemberRows.among(connection, group, wanted.added());
            leaving = MemberRows.among(connection, group, wanted.removed());
        }
        Set<String> newcomers = new TreeSet<>(wanted.added());
        newcomers.removeAll(present);
        Map<String, String> kinds = MemberRows.kinds(connection, newcomers);
        for (String id : newcomers) {
            if (!kinds.containsKey(id) || id.equals(group)) {
                throw MemberChanges.unknown(id);
            }
            coming.put(id, kinds.get(id));
        }
        MemberRows.remove(connection, group, leaving);
        MemberRows.add(connection, group, coming);
        Set<String> touched = new TreeSet<>(leaving);
        touched.addAll(coming.keySet());
        MemberRows.touch(connection, touched);
        return !touched.isEmpty();
    }

    /** Somebody or a group is deleted: it is in no group any more, and those groups have changed. */
    static void end(Connection connection, String member, Instant now) throws SQLException {
        Statements.update(
                connection,
                "update scim_group set version = version + 1, modified_at = ? where id in"
                        + " (select group_id from scim_member where member_id = ?)",
                List.of(Statements.utc(now), member));
        Statements.update(connection, "delete from scim_member where member_id = ?", List.of(member));
    }
}

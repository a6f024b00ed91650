package org.convene.people.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.convene.ops.Statements;
import org.convene.people.directory.Alias.Kind;

/** The SQL of what people are and were known by. */
final class AliasStatements {
    private static final String SELECT = "select person, kind, alias, since, until from person_alias";

    private AliasStatements() {}

    /** @param until {@code null}: still */
    record Held(String person, Alias alias, Instant since, Instant until) {}

    /** Who is or was known by any of these. */
    static List<Held> holders(Connection connection, Collection<Alias> aliases) throws SQLException {
        Set<String> values = new HashSet<>();
        aliases.forEach(alias -> values.add(alias.value()));
        if (values.isEmpty()) {
            return List.of();
        }
        Set<Alias> wanted = new HashSet<>(aliases);
        return select(connection, " where alias in (" + Statements.places(values.size()) + ")", values).stream()
                .filter(held -> wanted.contains(held.alias()))
                .toList();
    }

    static Map<String, List<Held>> ofPersons(Connection connection, Collection<String> persons) throws SQLException {
        Map<String, List<Held>> held = new HashMap<>();
        if (!persons.isEmpty()) {
            select(
                            connection,
                            " where person in (" + Statements.places(persons.size()) + ") order by kind, since, alias",
                            persons)
                    .forEach(one -> held.computeIfAbsent(one.person(), each -> new ArrayList<>())
                            .add(one));
        }
        return held;
    }

    private static List<Held> select(Connection connection, String where, Collection<String> values)
            throws SQLException {
        List<Held> held = new ArrayList<>();
        Statements.each(
                connection,
                SELECT + where,
                new ArrayList<>(values),
                row -> held.add(new Held(
                        row.getString(1),
                        new Alias(Kind.of(row.getString(2)), row.getString(3)),
                        PersonStatements.instant(row, 4),
                        PersonStatements.instant(row, 5))));
        return held;
    }

    static void insert(Connection connection, List<Held> added) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into person_alias (person, kind, alias, since) values (?, ?, ?, ?)")) {
            for (Held held : added) {
                statement.setString(1, held.person());
                statement.setString(2, held.alias().kind().word());
                statement.setString(3, held.alias().value());
                PersonStatements.time(statement, 4, held.since());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** @param changed with the {@code until} that it has now */
    static void update(Connection connection, List<Held> changed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update person_alias set until = ? where person = ? and kind = ? and alias = ?")) {
            for (Held held : changed) {
                PersonStatements.time(statement, 1, held.until());
                statement.setString(2, held.person());
                statement.setString(3, held.alias().kind().word());
                statement.setString(4, held.alias().value());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}

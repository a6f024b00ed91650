package org.convene.people.csv;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.Statements;

/** Which files were read already and still lie there, by name and content. */
@Singleton
public class TakenFiles {
    private static final int LONGEST_PROBLEM = 1000;

    private final DataSource database;
    private final Clock clock;

    public TakenFiles(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param problem why nothing of it was used */
    record Taken(Optional<String> problem) {}

    /** What became of this content under this name, if it is what was read last of that name. */
    Optional<Taken> find(String name, String sha256) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = Statements.prepared(
                        connection,
                        "select problem from roster_file where name = ? and sha256 = ?",
                        List.of(name, sha256));
                ResultSet found = statement.executeQuery()) {
            return found.next() ? Optional.of(new Taken(Optional.ofNullable(found.getString(1)))) : Optional.empty();
        }
    }

    /** @param problem why nothing of it was used */
    void add(String name, String sha256, Optional<String> problem) throws SQLException {
        String words = problem.map(text -> text.length() <= LONGEST_PROBLEM ? text : text.substring(0, LONGEST_PROBLEM))
                .orElse(null);
        Transactions.in(database, connection -> {
            delete(connection, name);
            String insert = "insert into roster_file (name, sha256, problem, taken_at) values (?, ?, ?, ?)";
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                statement.setString(1, name);
                statement.setString(2, sha256);
                statement.setString(3, words);
                statement.setObject(4, Statements.utc(clock.instant()));
                return statement.executeUpdate();
            }
        });
    }

    /** The file lies there no more; the same content may come again, and mean it. */
    void forget(String name) throws SQLException {
        Transactions.in(database, connection -> delete(connection, name));
    }

    private static int delete(Connection connection, String name) throws SQLException {
        return Statements.update(connection, "delete from roster_file where name = ?", List.of(name));
    }
}

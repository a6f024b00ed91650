package org.convene.people.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.Statements;

/** Empties what the directory has of somebody: names, records and attributes. A number is left by which others still count. */
@Singleton
public class Forgetting {
    private final DataSource database;
    private final Clock clock;

    public Forgetting(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Followers are told that the person is gone for good. */
    public void forget(String person) throws SQLException {
        Instant now = clock.instant();
        Transactions.in(database, connection -> {
            List<StoredPerson> known = List.copyOf(
                    PersonStatements.byId(connection, List.of(person)).values());
            PersonStatements.update(
                    connection,
                    known.stream()
                            .map(before -> new StoredPerson(
                                    person,
                                    before.version() + 1,
                                    false,
                                    before.leftAt() == null ? now : before.leftAt(),
                                    true,
                                    JsonNodeFactory.instance.objectNode(),
                                    now,
                                    now))
                            .toList());
            Statements.update(connection, "delete from person_alias where person = ?", List.of(person));
            Statements.update(connection, "delete from person_record where person = ?", List.of(person));
            return null;
        });
    }
}

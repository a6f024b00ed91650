package org.convene.moodle;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.Portions;
import org.convene.ops.Statements;

/** The events that are lessons, as they were last read. */
@Singleton
public class Events {
    private static final int CHUNK = 500;
    private static final int LONGEST_PROBLEM = 1000;
    private static final String COLUMNS = "id, course, lesson, print, wanted, ends_at, problem";

    private final DataSource database;

    public Events(DataSource database) {
        this.database = database;
    }

    Map<Long, KnownEvent> of(Collection<Long> ids) throws SQLException {
        Map<Long, KnownEvent> found = new HashMap<>();
        try (Connection connection = database.getConnection()) {
            for (List<Long> some : Portions.of(ids, CHUNK)) {
                Statements.each(
                        connection,
                        "select " + COLUMNS + " from moodle_event where id in (" + Statements.places(some.size()) + ")",
                        some,
                        row -> found.put(row.getLong(1), read(row)));
            }
        }
        return found;
    }

    /** Lessons that the ledger was told to have, and that are not over. */
    List<KnownEvent> wanted(Instant now) throws SQLException {
        return Statements.rows(
                database,
                "select " + COLUMNS + " from moodle_event where ends_at > ? and wanted = true order by ends_at, id",
                List.of(Statements.utc(now)),
                row -> read(row));
    }

    void keep(List<KnownEvent> events) throws SQLException {
        Transactions.in(database, connection -> {
            for (KnownEvent event : events) {
                List<Object> values = new ArrayList<>();
                values.add(event.course());
                values.add(event.lesson());
                values.add(event.print());
                values.add(event.wanted());
                values.add(Statements.utc(event.endsAt()));
                values.add(event.problem()
                        .map(words -> words.substring(0, Math.min(LONGEST_PROBLEM, words.length())))
                        .orElse(null));
                values.add(event.id());
                int known = Statements.update(
                        connection,
                        "update moodle_event set course = ?, lesson = ?, print = ?, wanted = ?, ends_at = ?, problem = ?"
                                + " where id = ?",
                        values);
                if (known == 0) {
                    Statements.update(
                            connection,
                            "insert into moodle_event (course, lesson, print, wanted, ends_at, problem, id)"
                                    + " values (?, ?, ?, ?, ?, ?, ?)",
                            values);
                }
            }
            return null;
        });
    }

    void forget(List<KnownEvent> events) throws SQLException {
        Transactions.in(database, connection -> {
            for (KnownEvent event : events) {
                Statements.update(connection, "delete from moodle_event where id = ?", List.of(event.id()));
            }
            return null;
        });
    }

    /** The lesson was changed by somebody else: its next reading counts whatever it says. */
    void doubt(String lesson) throws SQLException {
        Statements.update(database, "update moodle_event set print = '' where lesson = ?", lesson);
    }

    /** How many are no lessons though they should be, and the reason of one. */
    record Troubles(int number, Optional<String> first) {}

    Troubles troubles(Instant now) throws SQLException {
        List<String> reasons = Statements.rows(
                database,
                "select problem from moodle_event where ends_at > ? and problem is not null order by ends_at, id",
                List.of(Statements.utc(now)),
                row -> row.getString(1));
        return new Troubles(reasons.size(), reasons.stream().findFirst());
    }

    private static KnownEvent read(ResultSet row) throws SQLException {
        return new KnownEvent(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString(7)));
    }
}

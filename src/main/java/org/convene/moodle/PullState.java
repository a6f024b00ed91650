package org.convene.moodle;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.convene.ops.Statements;

/** How reading Moodle went, kept for all replicas and for the next start. */
@Singleton
public class PullState {
    private static final String NAME = "moodle";
    private static final int LONGEST_PROBLEM = 1000;

    private final DataSource database;

    public PullState(DataSource database) {
        this.database = database;
    }

    /**
     * @param nextAt    when to read again
     * @param coursesAt when the list of courses was read
     * @param pulledAt  when all was in step
     * @param problem   why it is not in step
     * @param held      lessons whose disappearance waits for a person
     * @param believed  whether a person said that they are really gone
     */
    record Now(
            Instant nextAt,
            Optional<Instant> coursesAt,
            Optional<Instant> pulledAt,
            Optional<String> problem,
            int held,
            boolean believed) {}

    Now now() throws SQLException {
        List<Now> found = Statements.rows(
                database,
                "select next_at, courses_at, pulled_at, problem, held, believe from moodle_pull" + " where name = ?",
                List.of(NAME),
                row -> new Now(
                        time(row, 1).orElseThrow(),
                        time(row, 2),
                        time(row, 3),
                        Optional.ofNullable(row.getString(4)),
                        row.getInt(5),
                        row.getBoolean(6)));
        return found.isEmpty()
                ? new Now(Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty(), 0, false)
                : found.get(0);
    }

    void coursesRead(Instant at) throws SQLException {
        set("courses_at = ?", Statements.utc(at));
    }

    /** The next turn comes at once. */
    void due(Instant now) throws SQLException {
        set("next_at = ?", Statements.utc(now));
    }

    /** A person says that what vanished is really gone; looked at by the next turn, which comes at once. */
    void believe(Instant now) throws SQLException {
        set("believe = true, next_at = ?", Statements.utc(now));
    }

    void done(Instant at, Instant next, Optional<String> alarm, int held) throws SQLException {
        set(
                "pulled_at = ?, next_at = ?, problem = ?, held = ?, believe = false",
                Statements.utc(at),
                Statements.utc(next),
                alarm.orElse(null),
                held);
    }

    void failed(String problem, Instant next) throws SQLException {
        set(
                "problem = ?, next_at = ?",
                problem.substring(0, Math.min(LONGEST_PROBLEM, problem.length())),
                Statements.utc(next));
    }

    private void set(String what, Object... values) throws SQLException {
        Statements.inserted(
                database,
                "insert into moodle_pull (name, next_at, held, believe)"
                        + " select ?, ?, 0, false where not exists (select 1 from moodle_pull where name = ?)",
                NAME,
                Statements.utc(Instant.EPOCH),
                NAME);
        List<Object> all = new ArrayList<>(Arrays.asList(values));
        all.add(NAME);
        Statements.update(database, "update moodle_pull set " + what + " where name = ?", all.toArray());
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}

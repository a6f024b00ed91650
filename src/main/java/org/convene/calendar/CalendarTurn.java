package org.convene.calendar;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.convene.ops.Replica;
import org.convene.ops.Statements;

/**
 * Whose turn it is to ask a calendar for changes: one replica at a time, when its poll interval is over. Also keeps where
 * the next question begins, which moves on only after everything before it is stored.
 */
@Singleton
public class CalendarTurn {
    /** Outlasts the pause between two signs of life of a sync; whoever takes longer has died. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final int LONGEST = 1000;

    private final DataSource database;
    private final Clock clock;
    private final String me = Replica.newName();
    /** Calendars that have a row for certain. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public CalendarTurn(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is known of how a calendar's sync went.
     *
     * @param state    what the next question begins with
     * @param askedAt  when it was last in step
     * @param problem  why it is not
     * @param held     how many events vanished that nobody believed
     * @param believed whether a person said that they are gone
     */
    public record Status(
            Optional<String> state, Optional<Instant> askedAt, Optional<String> problem, int held, boolean believed) {
        static final Status UNKNOWN = new Status(Optional.empty(), Optional.empty(), Optional.empty(), 0, false);
    }

    /** Takes the calendar's turn if it is due and nobody has it. */
    public boolean take(String calendar) throws SQLException {
        Instant now = clock.instant();
        String sql = """
                update calendar set lease = ?, lease_until = ?
                where name = ? and next_at <= ? and (lease is null or lease_until < ?)""";
        Object until = Statements.utc(now.plus(LEASE));
        return takeFirst(calendar, now) || update(sql, me, until, calendar, Statements.utc(now), Statements.utc(now));
    }

    /** The very first turn of all, for which there is no row yet. */
    private boolean takeFirst(String calendar, Instant now) throws SQLException {
        if (known.contains(calendar)) {
            return false;
        }
        String sql = """
                insert into calendar (name, next_at, lease, lease_until, held, believe)
                select ?, ?, ?, ?, 0, false where not exists (select 1 from calendar where name = ?)""";
        Object until = Statements.utc(now.plus(LEASE));
        boolean first = Statements.inserted(database, sql, calendar, Statements.utc(now), me, until, calendar);
        known.add(calendar);
        return first;
    }

    /** Still at it; false when somebody else took over meanwhile. */
    public boolean keep(String calendar) throws SQLException {
        return update(
                "update calendar set lease_until = ? where name = ? and lease = ?",
                Statements.utc(clock.instant().plus(LEASE)),
                calendar,
                me);
    }

    /** In step, whatever {@code note} has to say: the next question begins at {@code state}, after {@code pause}. */
    public void done(String calendar, Optional<String> state, Optional<String> note, Duration pause)
            throws SQLException {
        Instant now = clock.instant();
        update(
                """
                update calendar set state = ?, asked_at = ?, next_at = ?, lease = null, lease_until = null,
                  problem = ?, held = 0, believe = false
                where name = ? and lease = ?""",
                state.orElse(null),
                Statements.utc(now),
                Statements.utc(now.plus(pause)),
                note.map(CalendarTurn::fitting).orElse(null),
                calendar,
                me);
    }

    /** Not in step; the next question begins where this one did. */
    public void failed(String calendar, String problem, int held, Duration pause) throws SQLException {
        update("""
                update calendar set next_at = ?, lease = null, lease_until = null, problem = ?, held = ?
                where name = ? and lease = ?""", Statements.utc(clock.instant().plus(pause)), fitting(problem), held, calendar, me);
    }

    /** Asks at once; {@code believe} says that what vanished is really gone. */
    public boolean hasten(String calendar, boolean believe) throws SQLException {
        return update(
                "update calendar set next_at = ?, believe = ? where name = ?",
                Statements.utc(clock.instant()),
                believe,
                calendar);
    }

    public Status status(String calendar) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = Statements.prepared(
                        connection,
                        "select state, asked_at, problem, held, believe from calendar where name = ?",
                        List.of(calendar));
                ResultSet result = statement.executeQuery()) {
            return result.next()
                    ? new Status(
                            Optional.ofNullable(result.getString(1)),
                            Optional.ofNullable(result.getObject(2, OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant),
                            Optional.ofNullable(result.getString(3)),
                            result.getInt(4),
                            result.getBoolean(5))
                    : Status.UNKNOWN;
        }
    }

    private static String fitting(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…";
    }

    private boolean update(String sql, Object... values) throws SQLException {
        return Statements.update(database, sql, values) > 0;
    }
}

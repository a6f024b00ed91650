package org.convene.booking;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.convene.ops.Statements;

/**
 * Keeps hints and makes what they are about due, in one commit, so that a webhook can be answered at once and nothing is
 * lost by a crash. Hints about objects that are not ours are not kept.
 */
@Singleton
public class Hints {
    private final DataSource database;
    private final Clock clock;
    private final Signals signals;
    private final GroupCommit<Hint, Boolean> hints;

    public Hints(DataSource database, Clock clock, Signals signals) {
        this.database = database;
        this.clock = clock;
        this.signals = signals;
        this.hints = new GroupCommit<>("hints", database, this::write);
    }

    @PreDestroy
    void close() {
        hints.close();
    }

    /** Completes after the commit; with {@code false} when the object is not ours. */
    public CompletionStage<Boolean> hear(Hint hint) {
        return hints.add(hint).thenApply(known -> {
            if (known && hint.look() != null) {
                signals.dueAt(Booking.ARCHIVE, clock.instant().plus(hint.look()));
            }
            return known;
        });
    }

    /** What was heard about a lesson after the hint {@code after}, oldest first. */
    public List<Hint.Kept> about(String lesson, long after) throws SQLException {
        return Transactions.in(database, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select no, event, record, heard_at from hint where entity = ? and no > ? order by no")) {
                statement.setString(1, lesson);
                statement.setLong(2, after);
                List<Hint.Kept> kept = new ArrayList<>();
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        kept.add(new Hint.Kept(
                                result.getLong("no"),
                                result.getString("event"),
                                result.getString("record"),
                                result.getObject("heard_at", OffsetDateTime.class)
                                        .toInstant()));
                    }
                }
                return kept;
            }
        });
    }

    /** Forgets what was heard before {@code time}. */
    public int forgetBefore(Instant time) throws SQLException {
        return Transactions.in(database, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("delete from hint where heard_at < ?")) {
                statement.setObject(1, Statements.utc(time));
                return statement.executeUpdate();
            }
        });
    }

    private List<Boolean> write(Connection connection, List<Hint> members) throws SQLException {
        Map<String, String> lessons = lessons(connection, members);
        Instant now = clock.instant();
        insert(connection, members, lessons, now);
        makeDue(connection, dueTimes(connection, members, lessons, now));
        return members.stream().map(hint -> lessons.containsKey(hint.object())).toList();
    }

    /** Lessons by the objects that vendors made for them. */
    private static Map<String, String> lessons(Connection connection, List<Hint> members) throws SQLException {
        List<String> objects = members.stream().map(Hint::object).distinct().toList();
        String sql = "select vendor_object, id from booking where kind = '" + Booking.LESSON
                + "' and vendor_object in (" + LedgerRows.places(objects.size()) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            LedgerRows.fill(statement, 1, objects);
            Map<String, String> lessons = new HashMap<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    lessons.put(result.getString(1), result.getString(2));
                }
            }
            return lessons;
        }
    }

    private static void insert(Connection connection, List<Hint> members, Map<String, String> lessons, Instant now)
            throws SQLException {
        String sql = "insert into hint (no, vendor, event, object, record, entity, heard_at)"
                + " values (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Hint hint : members) {
                String lesson = lessons.get(hint.object());
                if (lesson != null) {
                    statement.setLong(1, BookingNumbers.next());
                    statement.setString(2, hint.vendor());
                    statement.setString(3, hint.event());
                    statement.setString(4, hint.object());
                    statement.setString(5, hint.record());
                    statement.setString(6, lesson);
                    statement.setObject(7, Statements.utc(now));
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** When to look, by the number of the archive's booking: the earliest of what was heard. In the order of numbers. */
    private static Map<Long, Instant> dueTimes(
            Connection connection, List<Hint> members, Map<String, String> lessons, Instant now) throws SQLException {
        Map<String, Instant> byLesson = new HashMap<>();
        for (Hint hint : members) {
            String lesson = lessons.get(hint.object());
            if (lesson != null && hint.look() != null) {
                byLesson.merge(lesson, now.plus(hint.look()), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        Map<Long, Instant> byNumber = new TreeMap<>();
        if (byLesson.isEmpty()) {
            return byNumber;
        }
        List<String> ids = List.copyOf(byLesson.keySet());
        String sql = "select no, id from booking where kind = '" + Booking.ARCHIVE + "' and id in ("
                + LedgerRows.places(ids.size()) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            LedgerRows.fill(statement, 1, ids);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    byNumber.put(result.getLong(1), byLesson.get(result.getString(2)));
                }
            }
        }
        return byNumber;
    }

    /** A new version: whoever has the booking in hand looked before this was heard, and will look again. */
    private static void makeDue(Connection connection, Map<Long, Instant> dueTimes) throws SQLException {
        String sql = """
                update booking set version = version + 1,
                  due_at = case when lease is null and (due_at is null or due_at > ?) then ? else due_at end
                where no = ?""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<Long, Instant> entry : dueTimes.entrySet()) {
                statement.setObject(1, Statements.utc(entry.getValue()));
                statement.setObject(2, Statements.utc(entry.getValue()));
                statement.setLong(3, entry.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}

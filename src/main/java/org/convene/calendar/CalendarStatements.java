package org.convene.calendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.convene.ops.Statements;

/** The SQL of what calendars hold, in the words that H2 and PostgreSQL share. Each method is one step of a transaction. */
final class CalendarStatements {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS =
            "select e.no, e.calendar, e.href, e.etag, e.uid, e.title, e.meets, e.expand_at, e.mark, e.problem, o.text,"
                    + " o.meetings from calendar_event e join calendar_object o on o.no = e.no";

    /** ETags by address: all that is known of a calendar, without its texts. */
    Map<String, String> etags(Connection connection, String calendar) throws SQLException {
        try (PreparedStatement statement = Statements.prepared(
                        connection,
                        "select href, etag from calendar_event where calendar = ? and not gone",
                        List.of(calendar));
                ResultSet result = statement.executeQuery()) {
            Map<String, String> etags = new HashMap<>();
            while (result.next()) {
                etags.put(result.getString(1), result.getString(2));
            }
            return etags;
        }
    }

    Map<String, KnownEvent> byHref(Connection connection, String calendar, Collection<String> hrefs)
            throws SQLException {
        if (hrefs.isEmpty()) {
            return Map.of();
        }
        List<Object> values = new ArrayList<>(List.of(calendar));
        values.addAll(hrefs);
        Map<String, KnownEvent> found = new HashMap<>();
        read(connection, " where e.calendar = ? and e.href in (" + Statements.places(hrefs.size()) + ")", values)
                .forEach(event -> found.put(event.href(), event));
        return found;
    }

    /** The events of these UIDs in all calendars, the one known longest first. */
    List<KnownEvent> byUid(Connection connection, Collection<String> uids) throws SQLException {
        return uids.isEmpty()
                ? List.of()
                : read(
                        connection,
                        " where e.uid in (" + Statements.places(uids.size()) + ") order by e.no",
                        new ArrayList<>(uids));
    }

    /** Addresses of events whose next occurrences are to be reckoned. */
    List<String> expanding(Connection connection, String calendar, Instant now, int most) throws SQLException {
        String sql = "select href from calendar_event where calendar = ? and expand_at between ? and ?"
                + " order by expand_at, no fetch first " + most + " rows only";
        List<Object> values = List.of(calendar, Statements.utc(Instant.EPOCH), Statements.utc(now));
        try (PreparedStatement statement = Statements.prepared(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            List<String> hrefs = new ArrayList<>();
            while (result.next()) {
                hrefs.add(result.getString(1));
            }
            return hrefs;
        }
    }

    List<KnownEvent> marked(Connection connection, String calendar, KnownEvent.Mark mark, int most)
            throws SQLException {
        return read(
                connection,
                " where e.calendar = ? and e.mark = ? order by e.no fetch first " + most + " rows only",
                List.of(calendar, word(mark)));
    }

    List<KnownEvent> troubled(Connection connection, String calendar, int most) throws SQLException {
        return read(
                connection,
                " where e.calendar = ? and e.problem is not null and not e.gone order by e.no fetch first " + most
                        + " rows only",
                List.of(calendar));
    }

    private static List<KnownEvent> read(Connection connection, String where, List<Object> values) throws SQLException {
        try (PreparedStatement statement = Statements.prepared(connection, COLUMNS + where, values);
                ResultSet result = statement.executeQuery()) {
            List<KnownEvent> events = new ArrayList<>();
            while (result.next()) {
                events.add(new KnownEvent(
                        result.getLong("no"),
                        result.getString("calendar"),
                        result.getString("href"),
                        result.getString("etag"),
                        result.getString("uid"),
                        result.getString("title"),
                        result.getBoolean("meets"),
                        Optional.ofNullable(result.getObject("expand_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        KnownEvent.Mark.valueOf(result.getString("mark").toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(result.getString("problem")),
                        result.getString("text"),
                        meetings(result.getString("meetings"))));
            }
            return events;
        }
    }

    /** Writes events anew, whether they were known or not. */
    void write(Connection connection, List<KnownEvent> events, Instant now) throws SQLException {
        delete(connection, events.stream().map(KnownEvent::no).toList());
        try (PreparedStatement event = connection.prepareStatement("""
                        insert into calendar_event (no, calendar, href, etag, uid, title, meets, expand_at, mark,
                          problem, updated_at, gone)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)""");
                PreparedStatement object = connection.prepareStatement(
                        "insert into calendar_object (no, text, meetings) values (?, ?, ?)")) {
            for (KnownEvent known : events) {
                event.setLong(1, known.no());
                event.setString(2, known.calendar());
                event.setString(3, known.href());
                event.setString(4, known.etag());
                event.setString(5, known.uid());
                event.setString(6, known.title());
                event.setBoolean(7, known.meets());
                event.setObject(8, known.expandAt().map(Statements::utc).orElse(null));
                event.setString(9, word(known.mark()));
                event.setString(10, known.problem().orElse(null));
                event.setObject(11, Statements.utc(now));
                event.addBatch();
                object.setLong(1, known.no());
                object.setString(2, known.text());
                object.setString(3, json(known.meetings()));
                object.addBatch();
            }
            event.executeBatch();
            object.executeBatch();
        }
    }

    /** Not in their calendar any more. They stay known, so that their links can say so; others may have their address. */
    void leave(Connection connection, List<Long> numbers, Instant now) throws SQLException {
        List<Long> inOrder = new ArrayList<>(numbers);
        Collections.sort(inOrder);
        String sql = """
                update calendar_event set gone = true, meets = false, href = ?, expand_at = null, mark = 'none',
                  updated_at = ?
                where no = ?""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (long no : inOrder) {
                statement.setString(1, "gone:" + no);
                statement.setObject(2, Statements.utc(now));
                statement.setLong(3, no);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void delete(Connection connection, List<Long> numbers) throws SQLException {
        List<Long> inOrder = new ArrayList<>(numbers);
        Collections.sort(inOrder);
        for (String table : List.of("calendar_event", "calendar_object")) {
            try (PreparedStatement statement = connection.prepareStatement("delete from " + table + " where no = ?")) {
                for (long no : inOrder) {
                    statement.setLong(1, no);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }

    private static String word(KnownEvent.Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT);
    }

    private static String json(Map<String, Instant> meetings) {
        Map<String, String> texts = new TreeMap<>();
        meetings.forEach((recurrence, end) -> texts.put(recurrence, end.toString()));
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TreeMap<String, Instant> meetings(String json) {
        try {
            TreeMap<String, Instant> meetings = new TreeMap<>();
            JSON.readValue(json, new TypeReference<Map<String, String>>() {})
                    .forEach((recurrence, end) -> meetings.put(recurrence, Instant.parse(end)));
            return meetings;
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException(notOurs);
        }
    }
}

package org.convene.people.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.convene.document.Documents;
import org.convene.ops.Statements;

/** The SQL of what sources said. Each method is one step of a transaction. */
final class RecordStatements {
    private static final String SELECT =
            "select no, source, source_key, person, candidates, present, digest, document from person_record";

    private static final String SELECT_KNOWN = "select no, source_key, person, present, digest from person_record";

    private RecordStatements() {}

    /** What is compared of a record; its document is read only where it matters. */
    record Known(long no, String key, String person, boolean present, String digest) {}

    static Map<String, Known> known(Connection connection, String source, Collection<String> keys) throws SQLException {
        Map<String, Known> known = new HashMap<>();
        if (keys.isEmpty()) {
            return known;
        }
        List<Object> values = new ArrayList<>();
        values.add(source);
        values.addAll(keys);
        String sql = SELECT_KNOWN + " where source = ?" + " and source_key in (" + Statements.places(keys.size()) + ")";
        Statements.each(connection, sql, values, row -> known.put(row.getString(2), known(row)));
        return known;
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getString(5));
    }

    /** Whole records of one source, locked until the transaction ends. */
    static Map<String, PersonRecord> locked(Connection connection, String source, Collection<String> keys)
            throws SQLException {
        Map<String, PersonRecord> records = new HashMap<>();
        if (!keys.isEmpty()) {
            List<Object> values = new ArrayList<>();
            values.add(source);
            values.addAll(keys);
            each(
                    connection,
                    " where source = ? and source_key in (" + Statements.places(keys.size())
                            + ") order by source_key for update",
                    values,
                    record -> records.put(record.key().key(), record));
        }
        return records;
    }

    static Map<String, List<PersonRecord>> ofPersons(Connection connection, Collection<String> persons)
            throws SQLException {
        Map<String, List<PersonRecord>> records = new HashMap<>();
        if (!persons.isEmpty()) {
            each(
                    connection,
                    " where person in (" + Statements.places(persons.size()) + ") order by no",
                    new ArrayList<>(persons),
                    record -> records.computeIfAbsent(record.person(), each -> new ArrayList<>())
                            .add(record));
        }
        return records;
    }

    /** Those that a source still had, in the order of their numbers. */
    static List<Known> present(Connection connection, String source, long after, int most) throws SQLException {
        List<Known> present = new ArrayList<>();
        String sql = SELECT_KNOWN + " where source = ? and present and no > ? order by no fetch first " + most
                + " rows only";
        Statements.each(connection, sql, List.of(source, after), row -> present.add(known(row)));
        return present;
    }

    static List<PersonRecord> unclear(Connection connection, int most) throws SQLException {
        List<PersonRecord> unclear = new ArrayList<>();
        each(
                connection,
                " where person is null and present order by no fetch first " + most + " rows only",
                List.of(),
                unclear::add);
        return unclear;
    }

    static Optional<ObjectNode> said(Connection connection, RecordKey key) throws SQLException {
        List<ObjectNode> said = new ArrayList<>();
        each(
                connection,
                " where source = ? and source_key = ? and present",
                List.of(key.source(), key.key()),
                record -> said.add(record.document()));
        return said.stream().findFirst();
    }

    static Optional<PersonRecord> byNumber(Connection connection, long no) throws SQLException {
        List<PersonRecord> found = new ArrayList<>();
        each(connection, " where no = ? for update", List.of(no), found::add);
        return found.stream().findFirst();
    }

    /** The ids of the people behind records, by record; those that are known. */
    static Map<RecordKey, String> persons(Connection connection, Collection<RecordKey> keys) throws SQLException {
        Map<RecordKey, String> persons = new HashMap<>();
        Map<String, List<String>> bySource = new HashMap<>();
        keys.forEach(key -> bySource.computeIfAbsent(key.source(), each -> new ArrayList<>())
                .add(key.key()));
        for (Map.Entry<String, List<String>> one : bySource.entrySet()) {
            known(connection, one.getKey(), one.getValue()).values().forEach(known -> {
                if (known.person() != null) {
                    persons.put(new RecordKey(one.getKey(), known.key()), known.person());
                }
            });
        }
        return persons;
    }

    private static void each(Connection connection, String where, List<Object> values, Consumer<PersonRecord> consumer)
            throws SQLException {
        Statements.each(
                connection,
                SELECT + where,
                values,
                row -> consumer.accept(new PersonRecord(
                        row.getLong(1),
                        new RecordKey(row.getString(2), row.getString(3)),
                        row.getString(4),
                        candidates(row.getString(5)),
                        row.getBoolean(6),
                        row.getString(7),
                        Documents.read(row.getString(8)))));
    }

    public static List<String> candidates(String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    static void insert(Connection connection, List<RecordChange> changes, Instant now) throws SQLException {
        String sql = "insert into person_record (source, source_key, person, candidates, present, digest, document,"
                + " updated_at) values (?, ?, ?, ?, true, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (RecordChange change : changes) {
                statement.setString(1, change.key().source());
                statement.setString(2, change.key().key());
                statement.setString(3, change.person());
                statement.setString(4, change.candidates().isEmpty() ? null : String.join(" ", change.candidates()));
                statement.setString(5, Documents.digest(change.after()));
                statement.setString(6, change.after().toString());
                statement.setObject(7, Statements.utc(now));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The source says something else, or does not have it any more; then what it said last is kept. */
    static void update(Connection connection, List<RecordChange> changes, Instant now) throws SQLException {
        String sql = "update person_record set person = coalesce(?, person), present = ?,"
                + " digest = coalesce(?, digest), document = coalesce(?, document), updated_at = ?"
                + " where source = ? and source_key = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (RecordChange change : changes) {
                statement.setString(1, change.person());
                statement.setBoolean(2, change.after() != null);
                statement.setString(3, change.after() == null ? null : Documents.digest(change.after()));
                statement.setString(4, Documents.write(change.after()));
                statement.setObject(5, Statements.utc(now));
                statement.setString(6, change.key().source());
                statement.setString(7, change.key().key());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void assign(Connection connection, long no, String person) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update person_record set person = ?, candidates = null where no = ?")) {
            statement.setString(1, person);
            statement.setLong(2, no);
            statement.executeUpdate();
        }
    }

    static long count(Connection connection, String source) throws SQLException {
        try (PreparedStatement statement = Statements.prepared(
                        connection,
                        "select count(*) from person_record where source = ? and present",
                        List.of(source));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}

package org.convene.booking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads bookings by their numbers: the row, what is wanted, what was seen. Three look-ups by primary key and no join,
 * because the embedded database would rather scan a table than join by a list.
 */
final class LedgerRows {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private LedgerRows() {}

    /** The rows of these numbers, with their documents, in the order of the numbers. */
    static List<Booking> whole(Connection connection, List<Long> numbers) throws SQLException {
        if (numbers.isEmpty()) {
            return List.of();
        }
        Map<Long, ObjectNode> wanted = documents(connection, "booking_wanted", numbers);
        Map<Long, ObjectNode> seen = documents(connection, "booking_seen", numbers);
        Map<Long, Booking> rows = rows(connection, numbers, wanted, seen);
        return numbers.stream().map(rows::get).filter(Objects::nonNull).toList();
    }

    static List<Long> numbers(PreparedStatement statement) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                numbers.add(result.getLong(1));
            }
        }
        return numbers;
    }

    private static Map<Long, ObjectNode> documents(Connection connection, String table, List<Long> numbers)
            throws SQLException {
        String sql = "select no, document from " + table + " where no in (" + places(numbers.size()) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, 1, numbers);
            Map<Long, ObjectNode> documents = new HashMap<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    documents.put(result.getLong(1), json(result.getString(2)));
                }
            }
            return documents;
        }
    }

    private static Map<Long, Booking> rows(
            Connection connection, List<Long> numbers, Map<Long, ObjectNode> wanted, Map<Long, ObjectNode> seen)
            throws SQLException {
        String sql = """
                select no, kind, id, vendor, version, state, cancelled, starts_at, ends_at, lease, attempts, problem,
                  updated_at
                from booking where no in (""" + places(numbers.size()) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, 1, numbers);
            Map<Long, Booking> rows = new HashMap<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    long no = result.getLong("no");
                    rows.put(no, row(result, no, wanted.get(no), seen.get(no)));
                }
            }
            return rows;
        }
    }

    private static Booking row(ResultSet result, long no, ObjectNode wanted, ObjectNode seen) throws SQLException {
        return new Booking(
                no,
                result.getString("kind"),
                result.getString("id"),
                result.getString("vendor"),
                result.getLong("version"),
                result.getString("state"),
                result.getBoolean("cancelled"),
                instant(result, "starts_at"),
                instant(result, "ends_at"),
                wanted,
                new Seen(seen),
                result.getString("lease"),
                result.getInt("attempts"),
                result.getString("problem"),
                instant(result, "updated_at"));
    }

    /** Question marks for a list; of few different lengths, so that the database can keep its plans. */
    static String places(int size) {
        return String.join(",", Collections.nCopies(paddedLength(size), "?"));
    }

    private static int paddedLength(int size) {
        int length = 1;
        while (length < size) {
            length *= 2;
        }
        return length;
    }

    /** Returns the place after the list. */
    static int fill(PreparedStatement statement, int first, List<?> values) throws SQLException {
        int length = paddedLength(values.size());
        for (int i = 0; i < length; i++) {
            statement.setObject(first + i, values.get(Math.min(i, values.size() - 1)));
        }
        return first + length;
    }

    private static Instant instant(ResultSet result, String column) throws SQLException {
        return result.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the ledger holds a document that is no JSON", damaged);
        }
    }
}

package org.convene.ops;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** Statements whose conditions come together at run time: every value is bound, none stands in the text. */
public final class Statements {
    private Statements() {}

    public static PreparedStatement prepared(Connection connection, String sql, List<?> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    /** Takes one row of an answer. */
    public interface Row {
        void take(ResultSet row) throws SQLException;
    }

    /** Asks, and hands over row by row. */
    public static void each(Connection connection, String sql, List<?> values, Row row) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                row.take(result);
            }
        }
    }

    /** Makes something of one row of an answer. */
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Asks once, and reads every row of the answer. */
    public static <T> List<T> rows(DataSource database, String sql, List<?> values, Reader<T> reader)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            each(connection, sql, values, row -> rows.add(reader.read(row)));
        }
        return rows;
    }

    /** One statement of a transaction; returns how many rows it changed. */
    public static int update(Connection connection, String sql, List<?> values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** One statement, committed by itself; returns how many rows it changed. */
    public static int update(DataSource database, String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return update(connection, sql, Arrays.asList(values));
        }
    }

    /** The same of an insert of one row; false when the row is there, though somebody else inserted it only just now. */
    public static boolean inserted(DataSource database, String sql, Object... values) throws SQLException {
        try {
            return update(database, sql, values) == 1;
        } catch (SQLException meanwhileInserted) {
            if (meanwhileInserted.getSQLState().startsWith("23")) {
                return false;
            }
            throw meanwhileInserted;
        }
    }

    /** Question marks for a list of values. */
    public static String places(int number) {
        return String.join(", ", Collections.nCopies(number, "?"));
    }

    /** As the drivers take a time. */
    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The pattern for {@code lower(column) like ? escape '!'} that finds {@code words} anywhere, as they are. */
    public static String containing(String words) {
        return "%" + words.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
    }
}

package org.convene.people.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.Statements;

/**
 * A table whose columns hold texts or documents about people.
 *
 * @param name    what its rows are, in a word
 * @param table   its name in the database
 * @param keys    the columns that tell its rows apart
 * @param columns those in which people may stand
 * @param remains why rows cannot be changed; {@code null} when they can
 */
record TablePlace(
        DataSource database, String name, String table, List<String> keys, List<String> columns, String remains)
        implements Place {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FETCH = 200;

    private interface Row {
        void take(List<Object> key, Map<String, String> texts);
    }

    @Override
    public void find(Eraser eraser, Consumer<Trace> found) throws SQLException {
        each((key, texts) -> texts.forEach((column, text) -> {
            for (String at : places(eraser, column, text)) {
                found.accept(new Trace(name, key(key), at, content(texts), remains));
            }
        }));
    }

    private static List<String> places(Eraser eraser, String column, String text) {
        JsonNode document = document(text);
        if (document == null) {
            return eraser.speaksOf(text) ? List.of(column) : List.of();
        }
        return eraser.find(document, eraser.idsIn(document)).stream()
                .map(pointer -> column + pointer)
                .toList();
    }

    @Override
    public void erase(Eraser eraser) throws SQLException {
        if (remains != null) {
            return;
        }
        Map<List<Object>, Map<String, String>> changed = new LinkedHashMap<>();
        each((key, texts) -> {
            Map<String, String> erased = new LinkedHashMap<>();
            texts.forEach((column, text) -> {
                if (!places(eraser, column, text).isEmpty()) {
                    erased.put(column, erased(eraser, text));
                }
            });
            if (!erased.isEmpty()) {
                changed.put(key, erased);
            }
        });
        Transactions.in(database, connection -> {
            for (Map.Entry<List<Object>, Map<String, String>> row : changed.entrySet()) {
                update(connection, row.getKey(), row.getValue());
            }
            return null;
        });
    }

    private static String erased(Eraser eraser, String text) {
        JsonNode document = document(text);
        Set<String> ids = document == null ? Set.of() : eraser.idsIn(document);
        return document == null
                ? eraser.erased(text)
                : eraser.erased(document, ids).toString();
    }

    private void update(Connection connection, List<Object> key, Map<String, String> texts) throws SQLException {
        List<Object> values = new ArrayList<>(texts.values());
        values.addAll(key);
        String sql = "update " + table + " set "
                + String.join(
                        ", ",
                        texts.keySet().stream().map(column -> column + " = ?").toList()) + " where "
                + String.join(
                        " and ", keys.stream().map(column -> column + " = ?").toList());
        Statements.update(connection, sql, values);
    }

    private void each(Row row) throws SQLException {
        String sql = "select " + String.join(", ", keys) + ", " + String.join(", ", columns) + " from " + table;
        Transactions.in(database, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(FETCH);
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        List<Object> key = new ArrayList<>();
                        for (int i = 0; i < keys.size(); i++) {
                            key.add(result.getObject(i + 1));
                        }
                        Map<String, String> texts = new LinkedHashMap<>();
                        for (int i = 0; i < columns.size(); i++) {
                            String text = result.getString(keys.size() + i + 1);
                            if (text != null && !text.isEmpty()) {
                                texts.put(columns.get(i), text);
                            }
                        }
                        row.take(key, texts);
                    }
                }
            }
            return null;
        });
    }

    private static String key(List<Object> key) {
        return String.join(" ", key.stream().map(String::valueOf).toList());
    }

    private static JsonNode content(Map<String, String> texts) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        texts.forEach((column, text) -> {
            JsonNode document = document(text);
            content.set(column, document == null ? content.textNode(text) : document);
        });
        return content;
    }

    /** {@code null} when the text is no document. */
    private static JsonNode document(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return null;
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException plainText) {
            return null;
        }
    }
}

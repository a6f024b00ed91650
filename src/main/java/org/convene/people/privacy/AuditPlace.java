package org.convene.people.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.convene.audit.Act;
import org.convene.audit.AuditTrail;
import org.convene.audit.Erasure;
import org.convene.booking.Transactions;
import org.convene.document.Documents;
import org.convene.ops.Statements;

/**
 * The audit: a person is taken out of what changes say, and the chain stays whole. A change that is under way is left alone; it
 * is found again when it is over.
 */
record AuditPlace(DataSource database, AuditTrail trail, Clock clock) implements Place {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 200;
    private static final String UNDER_WAY = "begun";

    /** @param ids by which the lesson or meeting that it is about calls the person */
    private record Row(
            long id, String who, String subject, String result, String before, String after, Set<String> ids) {}

    private interface Visitor {
        void visit(Connection connection, Row row) throws SQLException;
    }

    @Override
    public void find(Eraser eraser, Consumer<Trace> found) throws SQLException {
        each(eraser, (connection, row) -> {
            List<String> places = places(eraser, row);
            places.forEach(at -> found.accept(new Trace("audit", String.valueOf(row.id()), at, content(row), null)));
        });
    }

    @Override
    public void erase(Eraser eraser) throws SQLException {
        List<Row> rows = new ArrayList<>();
        each(eraser, (connection, row) -> {
            if (!row.result().equals(UNDER_WAY) && !places(eraser, row).isEmpty()) {
                rows.add(row);
            }
        });
        Act act = Act.now();
        Transactions.in(database, connection -> {
            Erasure erasure = new Erasure(connection, trail);
            for (Row row : rows) {
                erasure.replace(
                        row.id(),
                        eraser.erased(row.who()),
                        eraser.erased(row.subject()),
                        row.result(),
                        erased(eraser, row, row.before()),
                        erased(eraser, row, row.after()));
            }
            erasure.end(clock.instant(), act);
            return null;
        });
    }

    private static List<String> places(Eraser eraser, Row row) {
        List<String> places = new ArrayList<>();
        if (eraser.speaksOf(row.who())) {
            places.add("who");
        }
        if (eraser.speaksOf(row.subject())) {
            places.add("subject");
        }
        places(eraser, row, "before", row.before(), places);
        places(eraser, row, "after", row.after(), places);
        return places;
    }

    private static void places(Eraser eraser, Row row, String column, String text, List<String> places) {
        JsonNode document = document(text);
        if (document != null) {
            eraser.find(document, ids(eraser, row, document)).forEach(pointer -> places.add(column + pointer));
        } else if (text != null && eraser.speaksOf(text)) {
            places.add(column);
        }
    }

    private static String erased(Eraser eraser, Row row, String text) {
        JsonNode document = document(text);
        if (document == null) {
            return text == null ? null : eraser.erased(text);
        }
        return eraser.erased(document, ids(eraser, row, document)).toString();
    }

    private static Set<String> ids(Eraser eraser, Row row, JsonNode document) {
        Set<String> ids = new HashSet<>(row.ids());
        ids.addAll(eraser.idsIn(document));
        return ids;
    }

    private static JsonNode document(String text) {
        try {
            return text == null ? null : JSON.readTree(text);
        } catch (JsonProcessingException cut) {
            return null;
        }
    }

    private static ObjectNode content(Row row) {
        ObjectNode content =
                JsonNodeFactory.instance.objectNode().put("who", row.who()).put("subject", row.subject());
        content.set("before", document(row.before()));
        content.set("after", document(row.after()));
        return content;
    }

    private void each(Eraser eraser, Visitor visitor) throws SQLException {
        long place = 0;
        List<Row> page;
        do {
            long after = place;
            page = Transactions.in(database, connection -> {
                List<Row> rows = page(eraser, connection, after);
                for (Row row : rows) {
                    visitor.visit(connection, row);
                }
                return rows;
            });
            place = page.isEmpty() ? place : page.get(page.size() - 1).id();
        } while (page.size() == PAGE);
    }

    private static List<Row> page(Eraser eraser, Connection connection, long after) throws SQLException {
        String sql = "select a.id, a.who, a.subject, a.result, a.before_doc, a.after_doc, w.document from audit a"
                + " left join booking b on a.subject = concat(b.kind, 's/', b.id) and b.kind in ('lesson', 'meeting')"
                + " left join booking_wanted w on w.no = b.no"
                + " where a.id > ? order by a.id fetch first " + PAGE + " rows only";
        List<Row> rows = new ArrayList<>();
        Statements.each(
                connection,
                sql,
                List.of(after),
                row -> rows.add(new Row(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7) == null ? Set.of() : eraser.idsIn(Documents.read(row.getString(7))))));
        return rows;
    }
}

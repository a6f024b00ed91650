package org.convene.people.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.document.Documents;
import org.convene.ops.Statements;

/** The ledger: what is wanted, and what was seen and sent, among it links and presence. Both use the same ids. */
record BookingPlace(DataSource database) implements Place {
    private static final int PAGE = 200;

    private record Row(long no, String kind, String id, ObjectNode wanted, ObjectNode seen) {}

    private interface Visitor {
        void visit(Row row, Set<String> ids) throws SQLException;
    }

    @Override
    public void find(Eraser eraser, Consumer<Trace> found) throws SQLException {
        each(eraser, (row, ids) -> {
            ObjectNode content = JsonNodeFactory.instance.objectNode();
            content.set("wanted", row.wanted());
            content.set("seen", row.seen());
            eraser.find(content, ids).forEach(at -> found.accept(new Trace(row.kind(), row.id(), at, content, null)));
        });
    }

    @Override
    public void erase(Eraser eraser) throws SQLException {
        each(eraser, (row, ids) -> {
            JsonNode wanted = eraser.erased(row.wanted(), ids);
            JsonNode seen = eraser.erased(row.seen(), ids);
            Transactions.in(database, connection -> {
                write(connection, "booking_wanted", row.no(), row.wanted(), wanted);
                write(connection, "booking_seen", row.no(), row.seen(), seen);
                return null;
            });
        });
    }

    private static void write(Connection connection, String table, long no, JsonNode before, JsonNode after)
            throws SQLException {
        if (!before.equals(after)) {
            Statements.update(
                    connection, "update " + table + " set document = ? where no = ?", List.of(after.toString(), no));
        }
    }

    private void each(Eraser eraser, Visitor visitor) throws SQLException {
        long place = 0;
        List<Row> page;
        do {
            long after = place;
            page = Transactions.in(database, connection -> page(connection, after));
            for (Row row : page) {
                place = row.no();
                Set<String> ids = new HashSet<>(eraser.idsIn(row.wanted()));
                ids.addAll(eraser.idsIn(row.seen()));
                visitor.visit(row, ids);
            }
        } while (page.size() == PAGE);
    }

    private static List<Row> page(Connection connection, long after) throws SQLException {
        String sql = "select b.no, b.kind, b.id, w.document, s.document from booking b"
                + " join booking_wanted w on w.no = b.no join booking_seen s on s.no = b.no"
                + " where b.no > ? order by b.no fetch first " + PAGE + " rows only";
        List<Row> rows = new ArrayList<>();
        Statements.each(
                connection,
                sql,
                List.of(after),
                row -> rows.add(new Row(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        Documents.read(row.getString(4)),
                        Documents.read(row.getString(5)))));
        return rows;
    }
}

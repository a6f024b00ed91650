package org.convene.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.document.Documents;
import org.convene.ops.Statements;

/** Looks at every row of the chain, in the order of their numbers, and names the first that is not as it was sealed. */
@Singleton
public class Verification {
    private static final int FETCH = 500;

    private final DataSource database;

    public Verification(DataSource database) {
        this.database = database;
    }

    /**
     * What was found.
     *
     * @param no      the first bad row; {@code null} when all is as it was sealed
     * @param problem what is wrong with it
     * @param checked how many rows are as they were sealed, in a row from the first
     * @param erased  how many of these had a person taken out
     * @param waiting how many rows are not sealed yet, and can be told by nothing from others
     * @param head    the last row: whoever keeps it elsewhere can prove later that the chain up to there is the same
     */
    public record Verdict(Long no, String problem, long checked, long erased, long waiting, Head head) {
        public boolean isValid() {
            return problem == null;
        }
    }

    /** @param anchor a row as somebody remembers it, which must still be so; or {@code null} */
    public Verdict verify(Head anchor) throws SQLException {
        return Transactions.in(database, connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Walk(erasures(connection), anchor).along(connection);
        });
    }

    /** By number, the digest that a row has since a person was taken out of it; the last counts. */
    private static Map<Long, String> erasures(Connection connection) throws SQLException {
        Map<Long, String> erasures = new HashMap<>();
        Statements.each(
                connection,
                "select after_doc from audit where what = ? order by id",
                List.of(Erasure.WHAT),
                row -> digests(row.getString(1)).forEach((id, digest) -> erasures.put(id, digest)));
        return erasures;
    }

    private static Map<Long, String> digests(String document) {
        Map<Long, String> digests = new HashMap<>();
        ObjectNode after = document == null ? null : Documents.read(document);
        if (after != null) {
            after.path("digests")
                    .properties()
                    .forEach(row -> digests.put(Long.valueOf(row.getKey()), text(row.getValue())));
        }
        return digests;
    }

    private static String text(JsonNode value) {
        return value.asText();
    }

    /** One walk along the chain. */
    private static final class Walk {
        private final Map<Long, String> erasures;
        private final Head anchor;
        private Head last = new Head(0, Seal.ORIGIN);
        private long erased;

        private Walk(Map<Long, String> erasures, Head anchor) {
            this.erasures = erasures;
            this.anchor = anchor;
        }

        Verdict along(Connection connection) throws SQLException {
            Head head = Head.read(connection);
            String sql = "select " + Rows.COLUMNS + " from audit where no is not null order by no, id";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(FETCH);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        Rows.Row row = Rows.Row.of(rows);
                        String problem = problem(row);
                        if (problem != null) {
                            return verdict(connection, Math.min(row.no(), last.no() + 1), problem, head);
                        }
                        last = new Head(row.no(), row.hash());
                    }
                }
            }
            return verdict(connection, last.no() + 1, end(head), head);
        }

        private Verdict verdict(Connection connection, long no, String problem, Head head) throws SQLException {
            long[] waiting = new long[1];
            Statements.each(
                    connection,
                    "select count(*) from audit where no is null",
                    List.of(),
                    row -> waiting[0] = row.getLong(1));
            return new Verdict(problem == null ? null : no, problem, last.no(), erased, waiting[0], head);
        }

        private String problem(Rows.Row row) {
            long expected = last.no() + 1;
            if (row.no() > expected) {
                return "is missing: row " + row.no() + " follows row " + last.no();
            }
            if (row.no() < expected) {
                return "has a number that another row has";
            }
            if (!Seal.hash(last.hash(), row.no(), row.at(), row.door(), row.what(), row.digest())
                    .equals(row.hash())) {
                return "is not the one that was sealed: its hash does not follow from it and the row before";
            }
            if (!isAsSealed(row)) {
                return "was changed: who, subject, result, before or after are not what was sealed";
            }
            return anchor != null && anchor.no() == row.no() && !anchor.hash().equals(row.hash())
                    ? "has another hash than the one that was remembered: the chain was written anew"
                    : null;
        }

        private boolean isAsSealed(Rows.Row row) {
            String digest = row.contentDigest();
            if (erasures.containsKey(row.id())) {
                erased++;
                return digest.equals(erasures.get(row.id()));
            }
            return digest.equals(row.digest());
        }

        private String end(Head head) {
            if (!head.equals(last)) {
                return "is missing at the end: the head of the chain is row " + head.no();
            }
            return anchor != null && anchor.no() > last.no()
                    ? "is missing at the end: row " + anchor.no() + " was remembered"
                    : null;
        }
    }
}

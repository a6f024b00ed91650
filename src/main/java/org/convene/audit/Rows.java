package org.convene.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.convene.ops.Statements;

/** The table {@code audit}, as it is read. */
final class Rows {
    static final String COLUMNS =
            "id, no, at, door, what, who, subject, result, before_doc, after_doc, salt, digest, hash";

    private Rows() {}

    /**
     * A row as it is in the database, whoever wrote it.
     *
     * @param no {@code null} until it is sealed, like {@code hash}
     */
    record Row(
            long id,
            Long no,
            Instant at,
            String door,
            String what,
            String who,
            String subject,
            String result,
            String before,
            String after,
            String salt,
            String digest,
            String hash) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("id"),
                    row.getObject("no") == null ? null : row.getLong("no"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("door"),
                    row.getString("what"),
                    row.getString("who"),
                    row.getString("subject"),
                    row.getString("result"),
                    row.getString("before_doc"),
                    row.getString("after_doc"),
                    row.getString("salt"),
                    row.getString("digest"),
                    row.getString("hash"));
        }

        String contentDigest() {
            return digestAs(salt, result);
        }

        String digestAs(String salt, String result) {
            return Seal.digest(salt, who, subject, result, before, after);
        }
    }

    static List<Row> begunBefore(Connection connection, Instant time, int most) throws SQLException {
        List<Row> rows = new ArrayList<>();
        Statements.each(
                connection,
                "select " + COLUMNS + " from audit where no is null and result = ? and at < ?"
                        + " order by no, id fetch first " + most + " rows only",
                List.of(AuditedChange.BEGUN, Statements.utc(time)),
                row -> rows.add(Row.of(row)));
        return rows;
    }
}

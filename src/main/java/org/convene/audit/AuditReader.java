package org.convene.audit;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.convene.ops.Statements;

/** Looks changes up. */
@Singleton
public class AuditReader {
    private final DataSource database;

    public AuditReader(DataSource database) {
        this.database = database;
    }

    /**
     * What to look for; whatever is {@code null} is not asked for.
     *
     * @param subject the whole of it, or its beginning with {@code *} at the end
     */
    public record Search(Instant since, Instant until, String subject, String who, String door, String what) {}

    /** The newest first, of those before the row {@code before}. */
    List<Rows.Row> newest(Search search, long before, int most) throws SQLException {
        return rows(search, "id < ?", before, "id desc", most);
    }

    /** The oldest first, of those after the row {@code after}. */
    List<Rows.Row> oldest(Search search, long after, int most) throws SQLException {
        return rows(search, "id > ?", after, "id", most);
    }

    /** How many wait to be sealed. */
    public long waiting() throws SQLException {
        return Statements.rows(
                        database, "select count(*) from audit where no is null", List.of(), row -> row.getLong(1))
                .get(0);
    }

    private List<Rows.Row> rows(Search search, String place, long id, String order, int most) throws SQLException {
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder("select " + Rows.COLUMNS + " from audit where " + place);
        values.add(id);
        and(sql, values, "at >= ?", search.since() == null ? null : Statements.utc(search.since()));
        and(sql, values, "at < ?", search.until() == null ? null : Statements.utc(search.until()));
        and(sql, values, "who = ?", search.who());
        and(sql, values, "door = ?", search.door());
        and(sql, values, "what = ?", search.what());
        subject(sql, values, search.subject());
        sql.append(" order by ")
                .append(order)
                .append(" fetch first ")
                .append(most)
                .append(" rows only");
        return Statements.rows(database, sql.toString(), values, Rows.Row::of);
    }

    private static void subject(StringBuilder sql, List<Object> values, String subject) {
        if (subject != null && subject.endsWith("*")) {
            String begin = subject.substring(0, subject.length() - 1).replaceAll("([!%_])", "!$1");
            and(sql, values, "subject like ? escape '!'", begin + "%");
        } else {
            and(sql, values, "subject = ?", subject);
        }
    }

    private static void and(StringBuilder sql, List<Object> values, String condition, Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.add(value);
        }
    }
}

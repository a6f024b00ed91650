package org.convene.phone.call;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.convene.booking.Cursor;
import org.convene.booking.Transactions;
import org.convene.ops.Statements;

/** The calls that are known, for whoever wants to look at them. The newest come first. */
@Singleton
public class Calls {
    private static final int MOST_LEGS = 200;

    private final DataSource database;
    private final CallStatements calls = new CallStatements();
    private final LegStatements legs = new LegStatements();

    public Calls(DataSource database) {
        this.database = database;
    }

    /**
     * Which calls to show.
     *
     * @param from      the least time at which they began, or {@code null}
     * @param to        the time before which they began, or {@code null}
     * @param ambiguous only those with a number that fits several people
     * @param after     where the page before ended, or {@code null}
     * @param limit     how many at most
     */
    public record Listing(Instant from, Instant to, boolean ambiguous, Cursor after, int limit) {}

    public List<CallRow> list(Listing listing) throws SQLException {
        StringBuilder where = new StringBuilder(" where 1 = 1");
        List<Object> values = new ArrayList<>();
        period(listing.from(), listing.to(), where, values);
        if (listing.ambiguous()) {
            where.append(" and ambiguous");
        }
        if (listing.after() != null) {
            Object start = Statements.utc(listing.after().startsAt());
            where.append(" and (started_at < ? or started_at = ? and gcid < ?)");
            values.addAll(List.of(start, start, listing.after().id()));
        }
        where.append(" order by started_at desc, gcid desc fetch first ")
                .append(listing.limit())
                .append(" rows only");
        return Transactions.in(database, connection -> {
            List<CallRow> page = new ArrayList<>();
            calls.each(connection, where.toString(), values, page::add);
            return page;
        });
    }

    private static void period(Instant from, Instant to, StringBuilder where, List<Object> values) {
        if (from != null) {
            where.append(" and started_at >= ?");
            values.add(Statements.utc(from));
        }
        if (to != null) {
            where.append(" and started_at < ?");
            values.add(Statements.utc(to));
        }
    }

    public Optional<CallRow> call(String gcid) throws SQLException {
        return Transactions.in(
                database,
                connection -> Optional.ofNullable(
                        calls.known(connection, List.of(gcid)).get(gcid)));
    }

    /** The legs of a call in the order in which they began, {@value #MOST_LEGS} at most. */
    public List<Leg> legs(String gcid) throws SQLException {
        return Transactions.in(database, connection -> legs.ofCall(connection, gcid, MOST_LEGS));
    }

    /**
     * How many calls began in a period.
     *
     * @param byOutcome answered, voicemail and unanswered, where there are some
     * @param ambiguous how many of all have a number that fits several people
     */
    public record Counts(Map<String, Long> byOutcome, long ambiguous) {
        public long all() {
            return byOutcome.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public Counts counts(Instant from, Instant to) throws SQLException {
        StringBuilder where = new StringBuilder(" where 1 = 1");
        List<Object> values = new ArrayList<>();
        period(from, to, where, values);
        String sql = "select outcome, count(*), sum(case when ambiguous then 1 else 0 end) from phone_call" + where
                + " group by outcome";
        return Transactions.in(database, connection -> {
            Map<String, Long> byOutcome = new TreeMap<>();
            long ambiguous = 0;
            try (PreparedStatement statement = Statements.prepared(connection, sql, values);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    byOutcome.put(row.getString(1), row.getLong(2));
                    ambiguous += row.getLong(3);
                }
            }
            return new Counts(byOutcome, ambiguous);
        });
    }
}

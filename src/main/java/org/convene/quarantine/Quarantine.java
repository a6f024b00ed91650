package org.convene.quarantine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.audit.Act;
import org.convene.audit.AuditTrail;
import org.convene.audit.AuditedChange;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.booking.Transactions;
import org.convene.ops.Answers;
import org.convene.ops.PageLimit;
import org.convene.ops.Rejected;
import org.convene.ops.Statements;

/** What could not be done without a person: listed with its reason, done again with the routes of now, or given up. */
@Singleton
@Named("quarantine")
public class Quarantine {
    private final DataSource database;
    private final Ledger ledger;
    private final AuditTrail trail;
    private final Clock clock;

    public Quarantine(DataSource database, Ledger ledger, AuditTrail trail, Clock clock) {
        this.database = database;
        this.ledger = ledger;
        this.trail = trail;
        this.clock = clock;
    }

    /** As much of an entry as says what becomes of it. */
    private record Chosen(String id, String kind, String entity, String vendor, String failure) {
        private ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", kind)
                    .put("entity", entity)
                    .put("vendor", vendor)
                    .put("failure", failure);
        }
    }

    private record Filter(String condition, List<Object> values) {}

    /** @param next where the next page begins, or {@code null} */
    public record Page(List<QuarantineEntry> entries, String next) {}

    /** Out: {@code {items, next}}, the oldest first. */
    public String list(Exchange exchange) throws SQLException, Rejected {
        Page page = page(exchange.getMessage());
        ObjectNode answer = Answers.items(page.entries(), QuarantineEntry::json);
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        return Answers.json(exchange, 200, answer);
    }

    /** What fits the headers of {@code query}, the oldest first. */
    public Page page(Message query) throws SQLException, Rejected {
        int limit = PageLimit.of(query);
        List<QuarantineEntry> entries = entries(filter(query), query.getHeader("after", String.class), limit);
        return new Page(
                entries, entries.size() == limit ? entries.get(limit - 1).id() : null);
    }

    /** How many things wait. */
    public long size() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select count(*) from quarantine");
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    public List<QuarantineEntry> oldest(int most) throws SQLException {
        return entries(new Filter("1 = 1", List.of()), null, most);
    }

    /** Takes the entry of the header {@code id} out and has its booking tried again. Out: {@code {replayed: 1}}. */
    public String replayOne(Exchange exchange) throws SQLException, Rejected {
        String id = exchange.getMessage().getHeader("id", String.class);
        int replayed = replay(new Filter("id = ?", List.of(id)));
        if (replayed == 0) {
            throw Rejected.because(404, "There is no entry '" + Rejected.quoted(id) + "' in quarantine (any more).");
        }
        return answer(exchange, replayed);
    }

    /** Takes every entry that fits the query out and has it tried again. Out: {@code {replayed: n}}. */
    public String replayMany(Exchange exchange) throws SQLException {
        return answer(exchange, replay(filter(exchange.getMessage())));
    }

    private static String answer(Exchange exchange, int replayed) {
        return Answers.json(exchange, 202, JsonNodeFactory.instance.objectNode().put("replayed", replayed));
    }

    /** Removes the entry of the header {@code id}; its booking stays as it is until it changes. */
    public void discard(Exchange exchange) throws SQLException {
        Filter filter = new Filter("id = ?", List.of(exchange.getMessage().getHeader("id", String.class)));
        Act act = Act.now();
        Transactions.in(database, connection -> {
            List<Chosen> entries = chosen(connection, filter);
            delete(connection, entries);
            audit(connection, act, entries, "discarded");
            return null;
        });
        Answers.empty(exchange, 204);
    }

    /** Filters by vendor, kind of thing, kind of failure, and words of the reason. */
    private static Filter filter(Message query) {
        List<Object> values = new ArrayList<>();
        StringBuilder condition = new StringBuilder("1 = 1");
        for (String column : new String[] {"vendor", "kind", "failure", "entity"}) {
            String value = query.getHeader(column, String.class);
            if (value != null) {
                condition.append(" and ").append(column).append(" = ?");
                values.add(value);
            }
        }
        String reason = query.getHeader("reason", String.class);
        if (reason != null) {
            condition.append(" and lower(reason) like ? escape '!'");
            values.add(Statements.containing(reason));
        }
        return new Filter(condition.toString(), values);
    }

    /**
     * The booking starts anew in the same transaction in which its entry goes, so that neither is lost. Bookings are
     * written before entries, as everywhere, so that nobody waits in a circle.
     */
    private int replay(Filter filter) throws SQLException {
        Act act = Act.now();
        List<Chosen> chosen = Transactions.in(database, connection -> {
            List<Chosen> entries = chosen(connection, filter);
            ledger.startAnew(
                    connection,
                    entries.stream()
                            .map(entry -> new String[] {entry.kind(), entry.entity()})
                            .toList());
            delete(connection, entries);
            audit(connection, act, entries, "replayed");
            return entries;
        });
        ledger.wakeReconcilers();
        return chosen.size();
    }

    private static List<Chosen> chosen(Connection connection, Filter filter) throws SQLException {
        String sql = "select id, kind, entity, vendor, failure from quarantine where " + filter.condition();
        List<Chosen> chosen = new ArrayList<>();
        Statements.each(connection, sql, filter.values(), result -> {
            chosen.add(new Chosen(
                    result.getString(1),
                    result.getString(2),
                    result.getString(3),
                    result.getString(4),
                    result.getString(5)));
        });
        return chosen;
    }

    private static void delete(Connection connection, List<Chosen> entries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from quarantine where id = ?")) {
            for (Chosen entry : entries) {
                statement.setString(1, entry.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void audit(Connection connection, Act act, List<Chosen> entries, String fate) throws SQLException {
        ObjectNode after = JsonNodeFactory.instance.objectNode().put(fate, true);
        List<AuditedChange> changes = new ArrayList<>();
        for (Chosen entry : entries) {
            changes.add(AuditedChange.of(
                    clock.instant(), act, "quarantine/" + entry.id(), AuditedChange.DONE, entry.json(), after));
        }
        trail.add(connection, changes);
    }

    private List<QuarantineEntry> entries(Filter filter, String after, int limit) throws SQLException {
        String sql = "select id, kind, entity, vendor, failure, reason, attempts, since from quarantine where "
                + filter.condition();
        List<Object> values = new ArrayList<>(filter.values());
        if (after != null) {
            sql += " and (since, id) > (select q.since, q.id from quarantine q where q.id = ?)";
            values.add(after);
        }
        sql += " order by since, id fetch first " + limit + " rows only";
        return withLessons(rows(sql, values));
    }

    /** What is told to the LMS has an id of its own; whoever looks into it wants the lesson. */
    private List<QuarantineEntry> withLessons(List<QuarantineEntry> entries) throws SQLException {
        Map<String, Booking> deliveries = ledger.findAll(
                Booking.DELIVERY,
                entries.stream()
                        .filter(entry -> entry.kind().equals(Booking.DELIVERY))
                        .map(QuarantineEntry::entity)
                        .toList());
        return entries.stream()
                .map(entry -> entry.kind().equals(Booking.DELIVERY) && deliveries.containsKey(entry.entity())
                        ? entry.of(deliveries.get(entry.entity()).lesson())
                        : entry)
                .toList();
    }

    private List<QuarantineEntry> rows(String sql, List<Object> values) throws SQLException {
        List<QuarantineEntry> entries = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = Statements.prepared(connection, sql, values);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                entries.add(new QuarantineEntry(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("entity"),
                        row.getString("entity"),
                        row.getString("vendor"),
                        row.getString("failure"),
                        row.getString("reason"),
                        row.getInt("attempts"),
                        row.getObject("since", OffsetDateTime.class).toInstant()));
            }
        }
        return entries;
    }
}

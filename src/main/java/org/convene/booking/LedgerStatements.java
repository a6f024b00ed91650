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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.convene.booking.Change.Outcome;
import org.convene.booking.Ledger.Listing;

/** The SQL of the ledger, in the words that H2 and PostgreSQL share. Each method is one step of a transaction. */
final class LedgerStatements {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final String COLUMNS = """
            kind, id, vendor, version, state, cancelled, starts_at, ends_at, desired, seen, lease, attempts, problem, \
            updated_at""";

    List<Booking> due(Connection connection, Instant now, int most) throws SQLException {
        String sql = "select " + COLUMNS + " from booking where due_at <= ? order by due_at" + " fetch first " + most
                + " rows only for update skip locked";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, utc(now));
            return rows(statement);
        }
    }

    void lease(Connection connection, List<Booking> due, String lease, Instant until) throws SQLException {
        String sql = "update booking set lease = ?, due_at = ? where kind = ? and id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Booking booking : due) {
                statement.setString(1, lease);
                statement.setObject(2, utc(until));
                statement.setString(3, booking.kind());
                statement.setString(4, booking.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void renew(Connection connection, Collection<Booking> bookings, Instant until) throws SQLException {
        String sql = "update booking set due_at = ? where kind = ? and id = ? and lease = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Booking booking : bookings) {
                statement.setObject(1, utc(until));
                statement.setString(2, booking.kind());
                statement.setString(3, booking.id());
                statement.setString(4, booking.lease());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    int endLeases(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update booking set due_at = ? where lease is not null")) {
            statement.setObject(1, utc(now));
            return statement.executeUpdate();
        }
    }

    Optional<Instant> nextDue(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select min(due_at) from booking");
                ResultSet result = statement.executeQuery()) {
            result.next();
            return Optional.ofNullable(result.getObject(1, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant);
        }
    }

    Map<String, Booking> findAll(Connection connection, List<? extends Change> changes) throws SQLException {
        Map<String, List<String>> idsByKind = new LinkedHashMap<>();
        changes.forEach(change -> idsByKind
                .computeIfAbsent(change.kind(), kind -> new ArrayList<>())
                .add(change.id()));
        Map<String, Booking> found = new HashMap<>();
        for (Map.Entry<String, List<String>> kind : idsByKind.entrySet()) {
            found.putAll(find(connection, kind.getKey(), kind.getValue(), true));
        }
        return found;
    }

    /** By {@code kind + ' ' + id}. The list is padded to a few lengths, so that the database can keep its plans. */
    Map<String, Booking> find(Connection connection, String kind, List<String> ids, boolean lock) throws SQLException {
        int places = 1;
        while (places < ids.size()) {
            places *= 4;
        }
        String sql = "select " + COLUMNS + " from booking where kind = ? and id in ("
                + String.join(",", Collections.nCopies(places, "?")) + ")" + (lock ? " for update" : "");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, kind);
            for (int i = 0; i < places; i++) {
                statement.setString(2 + i, ids.get(Math.min(i, ids.size() - 1)));
            }
            Map<String, Booking> found = new HashMap<>();
            rows(statement).forEach(booking -> found.put(booking.kind() + ' ' + booking.id(), booking));
            return found;
        }
    }

    void insert(Connection connection, List<Booking> bookings, Instant now) throws SQLException {
        if (bookings.isEmpty()) {
            return;
        }
        String sql = """
                insert into booking (kind, id, vendor, version, state, cancelled, title, starts_at, ends_at, desired,
                  document_time, seen, due_at, attempts, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Booking booking : bookings) {
                statement.setString(1, booking.kind());
                statement.setString(2, booking.id());
                statement.setString(3, booking.vendor());
                statement.setLong(4, booking.version());
                statement.setString(5, booking.state());
                statement.setBoolean(6, booking.cancelled());
                statement.setString(7, booking.desired().path("title").asText());
                statement.setObject(8, utc(booking.startsAt()));
                statement.setObject(9, utc(booking.endsAt()));
                statement.setString(10, text(booking.desired()));
                statement.setObject(11, documentTime(booking));
                statement.setString(12, text(booking.seen().json()));
                statement.setObject(13, utc(now));
                statement.setObject(14, utc(now));
                statement.setObject(15, utc(now));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** What is wanted changed. A leased row stays with its worker, who will find the version changed and go again. */
    void update(Connection connection, List<Booking> bookings, Instant now) throws SQLException {
        if (bookings.isEmpty()) {
            return;
        }
        String sql = """
                update booking set vendor = ?, version = ?, state = ?, cancelled = ?, title = ?, starts_at = ?,
                  ends_at = ?, desired = ?, document_time = ?, attempts = 0, problem = null, problem_kind = null,
                  updated_at = ?, due_at = case when lease is null then ? else due_at end
                where kind = ? and id = ?""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Booking booking : bookings) {
                statement.setString(1, booking.vendor());
                statement.setLong(2, booking.version());
                statement.setString(3, booking.state());
                statement.setBoolean(4, booking.cancelled());
                statement.setString(5, booking.desired().path("title").asText());
                statement.setObject(6, utc(booking.startsAt()));
                statement.setObject(7, utc(booking.endsAt()));
                statement.setString(8, text(booking.desired()));
                statement.setObject(9, documentTime(booking));
                statement.setObject(10, utc(now));
                statement.setObject(11, utc(now));
                statement.setString(12, booking.kind());
                statement.setString(13, booking.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        release(connection, bookings);
    }

    /** Writes outcomes and gives the leases back. {@code null} for a booking whose lease was lost meanwhile. */
    List<Booking> conclude(Connection connection, List<Outcome> outcomes, Instant now) throws SQLException {
        String sql = """
                update booking set seen = ?, vendor_object = ?, lease = null, updated_at = ?,
                  state = case when version = ? then ? else state end,
                  due_at = case when version = ? then ? else ? end,
                  attempts = case when version = ? then ? else 0 end,
                  problem = case when version = ? then ? else null end,
                  problem_kind = case when version = ? then ? else null end
                where kind = ? and id = ? and lease = ?""";
        List<Booking> concluded = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Outcome outcome : outcomes) {
                Conclusion conclusion = Conclusion.of(outcome, now);
                Booking booking = conclusion.booking();
                long version = booking.version();
                statement.setString(1, text(booking.seen().json()));
                statement.setString(
                        2,
                        booking.seen()
                                .room()
                                .map(room -> room.path("id").asText())
                                .orElse(null));
                statement.setObject(3, utc(now));
                statement.setLong(4, version);
                statement.setString(5, booking.state());
                statement.setLong(6, version);
                statement.setObject(7, conclusion.due() == null ? null : utc(conclusion.due()));
                statement.setObject(8, utc(now));
                statement.setLong(9, version);
                statement.setInt(10, booking.attempts());
                statement.setLong(11, version);
                statement.setString(12, booking.problem());
                statement.setLong(13, version);
                statement.setString(14, conclusion.problemKind());
                statement.setString(15, booking.kind());
                statement.setString(16, booking.id());
                statement.setString(17, outcome.booking().lease());
                statement.addBatch();
                concluded.add(booking);
            }
            int[] rows = statement.executeBatch();
            for (int i = 0; i < rows.length; i++) {
                if (rows[i] == 0) {
                    concluded.set(i, null);
                }
            }
        }
        quarantine(connection, outcomes, concluded, now);
        return concluded;
    }

    private void quarantine(Connection connection, List<Outcome> outcomes, List<Booking> concluded, Instant now)
            throws SQLException {
        List<Outcome.Quarantined> stuck = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Quarantined quarantined && concluded.get(i) != null) {
                stuck.add(quarantined);
            }
        }
        if (stuck.isEmpty()) {
            return;
        }
        release(connection, stuck.stream().map(Outcome.Quarantined::booking).toList());
        String sql = """
                insert into quarantine (id, kind, entity, vendor, failure, reason, attempts, since)
                values (?, ?, ?, ?, ?, ?, ?, ?)""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Outcome.Quarantined quarantined : stuck) {
                Booking booking = quarantined.booking();
                statement.setString(1, UUID.randomUUID().toString());
                statement.setString(2, booking.kind());
                statement.setString(3, booking.id());
                statement.setString(4, booking.vendor());
                statement.setString(5, quarantined.kind());
                statement.setString(6, Conclusion.brief(quarantined.problem()));
                statement.setInt(7, booking.attempts() + 1);
                statement.setObject(8, utc(now));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** A booking that changed, or is stuck anew, no longer stands in quarantine for its old reason. */
    private void release(Connection connection, List<Booking> bookings) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from quarantine where kind = ? and entity = ?")) {
            for (Booking booking : bookings) {
                statement.setString(1, booking.kind());
                statement.setString(2, booking.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    int makeDue(Connection connection, String kind, String id, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update booking set due_at = case when lease is null then ? else due_at end where kind = ? and id = ?")) {
            statement.setObject(1, utc(now));
            statement.setString(2, kind);
            statement.setString(3, id);
            return statement.executeUpdate();
        }
    }

    void startAnew(Connection connection, List<String[]> bookings, Instant now) throws SQLException {
        String sql = """
                update booking set due_at = case when lease is null then ? else due_at end, attempts = 0,
                  state = case when cancelled then 'cancelled' else 'pending' end
                where kind = ? and id = ?""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String[] booking : bookings) {
                statement.setObject(1, utc(now));
                statement.setString(2, booking[0]);
                statement.setString(3, booking[1]);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    int wake(Connection connection, String vendor, Instant now) throws SQLException {
        String sql = """
                update booking set due_at = ? where vendor = ? and due_at > ? and lease is null
                  and problem_kind in ('down', 'unauthorized', 'busy', 'uncertain')""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, utc(now));
            statement.setString(2, vendor);
            statement.setObject(3, utc(now));
            return statement.executeUpdate();
        }
    }

    int hintMissing(
            Connection connection, String vendor, Collection<String> present, Instant asOf, Instant now, int most)
            throws SQLException {
        Set<String> there = new HashSet<>(present);
        List<Booking> missing = new ArrayList<>();
        String sql = """
                select kind, id, vendor_object from booking
                where vendor = ? and vendor_object is not null and cancelled = false and lease is null
                  and updated_at < ? and ends_at > ?""";
        int marked = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(1000);
            statement.setString(1, vendor);
            statement.setObject(2, utc(asOf));
            statement.setObject(3, utc(now));
            List<String[]> gone = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next() && gone.size() < most) {
                    if (!there.contains(result.getString(3))) {
                        gone.add(new String[] {result.getString(1), result.getString(2)});
                    }
                }
            }
            for (String[] key : gone) {
                marked += makeDue(connection, key[0], key[1], now);
            }
        }
        return marked;
    }

    List<Booking> list(Connection connection, Listing listing) throws SQLException {
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder("select " + COLUMNS + " from booking where " + fitting(listing, values));
        if (listing.after() != null) {
            Cursor cursor = Cursor.parse(listing.after());
            sql.append(" and (starts_at > ? or (starts_at = ? and id > ?))");
            values.add(utc(cursor.startsAt()));
            values.add(utc(cursor.startsAt()));
            values.add(cursor.id());
        }
        sql.append(" order by starts_at, id fetch first ")
                .append(listing.limit())
                .append(" rows only");
        try (PreparedStatement statement = prepared(connection, sql.toString(), values)) {
            return rows(statement);
        }
    }

    Map<String, Long> countByState(Connection connection, Listing listing) throws SQLException {
        List<Object> values = new ArrayList<>();
        String sql = "select state, count(*) from booking where " + fitting(listing, values) + " group by state";
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return counts(statement);
        }
    }

    private static String fitting(Listing listing, List<Object> values) {
        StringBuilder condition = new StringBuilder("kind = ?");
        values.add(listing.kind());
        if (listing.state() != null) {
            condition.append(" and state = ?");
            values.add(listing.state());
        }
        if (listing.from() != null) {
            condition.append(" and ends_at > ?");
            values.add(utc(listing.from()));
        }
        if (listing.to() != null) {
            condition.append(" and starts_at < ?");
            values.add(utc(listing.to()));
        }
        if (listing.text() != null) {
            condition.append(" and (lower(title) like ? escape '!' or lower(id) like ? escape '!')");
            String pattern = "%" + listing.text().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
            values.add(pattern);
            values.add(pattern);
        }
        return condition.toString();
    }

    private static PreparedStatement prepared(Connection connection, String sql, List<Object> values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    Map<String, Long> countByState(Connection connection, String kind) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select state, count(*) from booking where kind = ? group by state")) {
            statement.setString(1, kind);
            return counts(statement);
        }
    }

    private static Map<String, Long> counts(PreparedStatement statement) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                counts.put(result.getString(1), result.getLong(2));
            }
        }
        return counts;
    }

    private static List<Booking> rows(PreparedStatement statement) throws SQLException {
        List<Booking> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(new Booking(
                        result.getString("kind"),
                        result.getString("id"),
                        result.getString("vendor"),
                        result.getLong("version"),
                        result.getString("state"),
                        result.getBoolean("cancelled"),
                        instant(result, "starts_at"),
                        instant(result, "ends_at"),
                        json(result.getString("desired")),
                        new Seen(json(result.getString("seen"))),
                        result.getString("lease"),
                        result.getInt("attempts"),
                        result.getString("problem"),
                        instant(result, "updated_at")));
            }
        }
        return rows;
    }

    private static OffsetDateTime documentTime(Booking booking) {
        return Ledger.documentTime(booking.desired()).map(LedgerStatements::utc).orElse(null);
    }

    private static Instant instant(ResultSet result, String column) throws SQLException {
        return result.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String text(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the ledger holds a document that is no JSON", damaged);
        }
    }
}

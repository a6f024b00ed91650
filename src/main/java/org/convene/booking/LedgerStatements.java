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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.convene.booking.Change.Outcome;
import org.convene.booking.Ledger.Listing;
import org.convene.ops.Statements;

/** The SQL of the ledger, in the words that H2 and PostgreSQL share. Each method is one step of a transaction. */
final class LedgerStatements {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Some of the first may be locked by other replicas. */
    private static final int CANDIDATES = 2;

    /** Before anything was ever due. A search that begins here skips the rows that wait for nothing, in the index too. */
    private static final Instant EVER = Instant.EPOCH;

    private static final String WRITE_SEEN = "update booking_seen set document = ? where no = ?";

    /**
     * Locks up to {@code most} due rows that nobody else has locked. First the candidates by the index alone, then the
     * lock by their numbers: asked for both at once, the embedded database would sort and lock everything that is due.
     */
    List<Booking> due(Connection connection, String kind, Instant now, int most) throws SQLException {
        List<Long> candidates = candidates(connection, kind, now, CANDIDATES * most);
        if (candidates.isEmpty()) {
            return List.of();
        }
        String sql = "select no from booking where no in (" + LedgerRows.places(candidates.size())
                + ") and due_at <= ? order by due_at fetch first " + most + " rows only for update skip locked";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = LedgerRows.fill(statement, 1, candidates);
            statement.setObject(next, Statements.utc(now));
            return LedgerRows.whole(connection, LedgerRows.numbers(statement));
        }
    }

    private static List<Long> candidates(Connection connection, String kind, Instant now, int most)
            throws SQLException {
        String sql =
                "select no from booking where kind = ? and due_at between ? and ? order by kind, due_at fetch first "
                        + most + " rows only";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, kind);
            statement.setObject(2, Statements.utc(EVER));
            statement.setObject(3, Statements.utc(now));
            return LedgerRows.numbers(statement);
        }
    }

    void lease(Connection connection, List<Booking> due, String lease, Instant until) throws SQLException {
        String sql = "update booking set lease = ?, due_at = ? where no = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Booking booking : due) {
                statement.setString(1, lease);
                statement.setObject(2, Statements.utc(until));
                statement.setLong(3, booking.no());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Returns those that are no longer ours. */
    List<Booking> renew(Connection connection, Collection<Booking> bookings, Instant until) throws SQLException {
        List<Booking> inOrder = inOrder(bookings);
        String sql = "update booking set due_at = ? where no = ? and lease = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Booking booking : inOrder) {
                statement.setObject(1, Statements.utc(until));
                statement.setLong(2, booking.no());
                statement.setString(3, booking.lease());
                statement.addBatch();
            }
            int[] rows = statement.executeBatch();
            return IntStream.range(0, rows.length)
                    .filter(i -> rows[i] == 0)
                    .mapToObj(inOrder::get)
                    .toList();
        }
    }

    /** Not worked on after all: due at once, for anybody. What we learnt of it stays, such as that it must be looked for. */
    void giveBack(Connection connection, Collection<Booking> bookings, Instant now) throws SQLException {
        List<Booking> inOrder = inOrder(bookings);
        String sql = "update booking set lease = null, due_at = ? where no = ? and lease = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Booking booking : inOrder) {
                statement.setObject(1, Statements.utc(now));
                statement.setLong(2, booking.no());
                statement.setString(3, booking.lease());
                statement.addBatch();
            }
            int[] rows = statement.executeBatch();
            List<Booking> ours = IntStream.range(0, rows.length)
                    .filter(i -> rows[i] > 0)
                    .mapToObj(inOrder::get)
                    .toList();
            documents(connection, WRITE_SEEN, ours, booking -> booking.seen().json());
        }
    }

    int endLeases(Connection connection, String kind, Instant now) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update booking set due_at = ? where kind = ? and lease is not null")) {
            statement.setObject(1, Statements.utc(now));
            statement.setString(2, kind);
            return statement.executeUpdate();
        }
    }

    /** The first by the index: asked for the minimum, the embedded database would read every row of the kind. */
    Optional<Instant> nextDue(Connection connection, String kind) throws SQLException {
        String sql =
                "select due_at from booking where kind = ? and due_at >= ? order by kind, due_at fetch first 1 row only";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, kind);
            statement.setObject(2, Statements.utc(EVER));
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(result.getObject(1, OffsetDateTime.class).toInstant())
                        : Optional.empty();
            }
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

    /** By {@code kind + ' ' + id}. */
    Map<String, Booking> find(Connection connection, String kind, List<String> ids, boolean lock) throws SQLException {
        String sql =
                "select no from booking where kind = ? and id in (" + LedgerRows.places(ids.size()) + ") order by no";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, kind);
            LedgerRows.fill(statement, 2, ids);
            List<Long> numbers = LedgerRows.numbers(statement);
            Map<String, Booking> found = new HashMap<>();
            LedgerRows.whole(connection, lock ? locked(connection, numbers) : numbers)
                    .forEach(booking -> found.put(booking.kind() + ' ' + booking.id(), booking));
            return found;
        }
    }

    /**
     * Locks rows in the order of their numbers, as every writer does, so that no two wait for each other. Only by number:
     * the embedded database locks in the order in which it finds, and sorts afterwards.
     */
    private static List<Long> locked(Connection connection, List<Long> numbers) throws SQLException {
        if (numbers.isEmpty()) {
            return numbers;
        }
        String sql =
                "select no from booking where no in (" + LedgerRows.places(numbers.size()) + ") order by no for update";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            LedgerRows.fill(statement, 1, numbers);
            return LedgerRows.numbers(statement);
        }
    }

    void insert(Connection connection, List<Booking> bookings, Taking taking, Instant now) throws SQLException {
        if (bookings.isEmpty()) {
            return;
        }
        String sql = """
                insert into booking (no, kind, id, vendor, version, state, cancelled, title, starts_at, ends_at, due_at,
                  lease, attempts, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Booking booking : inKeyOrder(bookings)) {
                statement.setLong(1, booking.no());
                statement.setString(2, booking.kind());
                statement.setString(3, booking.id());
                statement.setString(4, booking.vendor());
                statement.setLong(5, booking.version());
                statement.setString(6, booking.state());
                statement.setBoolean(7, booking.cancelled());
                statement.setString(8, booking.desired().path("title").asText());
                statement.setObject(9, Statements.utc(booking.startsAt()));
                statement.setObject(10, Statements.utc(booking.endsAt()));
                statement.setObject(11, Statements.utc(taking.dueAt(booking, now)));
                statement.setString(12, booking.lease());
                statement.setObject(13, Statements.utc(now));
                statement.addBatch();
            }
            statement.executeBatch();
        }
        documents(connection, "insert into booking_wanted (document, no) values (?, ?)", bookings, Booking::desired);
        documents(
                connection,
                "insert into booking_seen (document, no) values (?, ?)",
                bookings,
                booking -> booking.seen().json());
    }

    private static void documents(
            Connection connection, String sql, List<Booking> bookings, Function<Booking, ObjectNode> document)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Booking booking : bookings) {
                statement.setString(1, text(document.apply(booking)));
                statement.setLong(2, booking.no());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** What is wanted changed. A leased row stays with its worker, who will find the version changed and go again. */
    void update(Connection connection, List<Booking> bookings, Taking taking, Instant now) throws SQLException {
        if (bookings.isEmpty()) {
            return;
        }
        String sql = """
                update booking set vendor = ?, version = ?, state = ?, cancelled = ?, title = ?, starts_at = ?,
                  ends_at = ?, attempts = 0, problem = null, problem_kind = null,
                  updated_at = ?, due_at = case when lease is null then ? else due_at end, lease = coalesce(lease, ?)
                where no = ?""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Booking booking : inOrder(bookings)) {
                statement.setString(1, booking.vendor());
                statement.setLong(2, booking.version());
                statement.setString(3, booking.state());
                statement.setBoolean(4, booking.cancelled());
                statement.setString(5, booking.desired().path("title").asText());
                statement.setObject(6, Statements.utc(booking.startsAt()));
                statement.setObject(7, Statements.utc(booking.endsAt()));
                statement.setObject(8, Statements.utc(now));
                statement.setObject(9, Statements.utc(taking.dueAt(booking, now)));
                statement.setString(10, booking.lease());
                statement.setLong(11, booking.no());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        documents(connection, "update booking_wanted set document = ? where no = ?", bookings, Booking::desired);
        release(connection, bookings);
    }

    /**
     * Writes outcomes and gives the leases back. {@code null} for a booking whose lease was lost meanwhile; one that was
     * changed meanwhile keeps what we saw of it, and is due again at once.
     */
    List<Conclusion> conclude(Connection connection, List<Outcome> outcomes, Instant now) throws SQLException {
        List<Conclusion> conclusions = outcomes.stream()
                .map(outcome -> Conclusion.of(outcome, now))
                .collect(Collectors.toCollection(ArrayList::new));
        List<Integer> order = IntStream.range(0, outcomes.size())
                .boxed()
                .sorted(Comparator.comparing(i -> outcomes.get(i).booking(), IN_ORDER))
                .toList();
        List<Integer> changed = asWanted(connection, outcomes, conclusions, order, now);
        List<Integer> lost = changed.isEmpty() ? changed : superseded(connection, outcomes, conclusions, changed, now);
        lost.forEach(i -> conclusions.set(i, null));
        List<Booking> written = conclusions.stream()
                .filter(Objects::nonNull)
                .map(Conclusion::booking)
                .toList();
        documents(connection, WRITE_SEEN, written, booking -> booking.seen().json());
        quarantine(connection, outcomes, conclusions, now);
        return conclusions;
    }

    /** Returns those whose rows no longer are as they were when they were leased. */
    private static List<Integer> asWanted(
            Connection connection,
            List<Outcome> outcomes,
            List<Conclusion> conclusions,
            List<Integer> order,
            Instant now)
            throws SQLException {
        String sql = """
                update booking set vendor_object = ?, lease = null, updated_at = ?, state = ?, due_at = ?, attempts = ?,
                  problem = ?, problem_kind = ?
                where no = ? and lease = ? and version = ?""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i : order) {
                Conclusion conclusion = conclusions.get(i);
                Booking booking = conclusion.booking();
                statement.setString(1, vendorObject(booking));
                statement.setObject(2, Statements.utc(now));
                statement.setString(3, booking.state());
                statement.setObject(4, conclusion.due() == null ? null : Statements.utc(conclusion.due()));
                statement.setInt(5, booking.attempts());
                statement.setString(6, booking.problem());
                statement.setString(7, conclusion.problemKind());
                statement.setLong(8, booking.no());
                statement.setString(9, outcomes.get(i).booking().lease());
                statement.setLong(10, booking.version());
                statement.addBatch();
            }
            return unwritten(order, statement.executeBatch());
        }
    }

    /** What is wanted changed while we worked. Returns those whose lease was lost. */
    private static List<Integer> superseded(
            Connection connection,
            List<Outcome> outcomes,
            List<Conclusion> conclusions,
            List<Integer> order,
            Instant now)
            throws SQLException {
        String sql = """
                update booking set vendor_object = ?, lease = null, updated_at = ?, due_at = ?, attempts = 0,
                  problem = null, problem_kind = null
                where no = ? and lease = ?""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i : order) {
                Booking booking = conclusions.get(i).booking();
                statement.setString(1, vendorObject(booking));
                statement.setObject(2, Statements.utc(now));
                statement.setObject(3, Statements.utc(now));
                statement.setLong(4, booking.no());
                statement.setString(5, outcomes.get(i).booking().lease());
                statement.addBatch();
                conclusions.set(i, conclusions.get(i).superseded(now));
            }
            return unwritten(order, statement.executeBatch());
        }
    }

    private static String vendorObject(Booking booking) {
        return booking.seen().room().map(room -> room.path("id").asText()).orElse(null);
    }

    private static List<Integer> unwritten(List<Integer> order, int[] rows) {
        return IntStream.range(0, rows.length)
                .filter(i -> rows[i] == 0)
                .mapToObj(order::get)
                .toList();
    }

    private void quarantine(Connection connection, List<Outcome> outcomes, List<Conclusion> conclusions, Instant now)
            throws SQLException {
        List<Outcome.Quarantined> stuck = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Quarantined quarantined
                    && conclusions.get(i) != null
                    && !conclusions.get(i).isSuperseded()) {
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
                statement.setObject(8, Statements.utc(now));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** A booking that changed, or is stuck anew, no longer stands in quarantine for its old reason. */
    private void release(Connection connection, List<Booking> bookings) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from quarantine where kind = ? and entity = ?")) {
            for (Booking booking : inOrder(bookings)) {
                statement.setString(1, booking.kind());
                statement.setString(2, booking.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    boolean takeRoom(Connection connection, Booking lesson, Booking taker, Instant now) throws SQLException {
        Booking row =
                find(connection, lesson.kind(), List.of(lesson.id()), true).get(lesson.kind() + ' ' + lesson.id());
        if (row == null || row.lease() != null || row.version() != lesson.version() || row.cancelled()) {
            return false;
        }
        ObjectNode room = row.seen().room().orElse(null);
        if (room == null || !room.equals(lesson.seen().room().orElse(null)) || !isOurs(connection, taker, now)) {
            return false;
        }
        row.seen().roomIsRetired(now);
        taker.seen().json().set("deleting", room);
        try (PreparedStatement statement =
                connection.prepareStatement("update booking set vendor_object = null, updated_at = ? where no = ?")) {
            statement.setObject(1, Statements.utc(now));
            statement.setLong(2, row.no());
            statement.executeUpdate();
        }
        documents(
                connection,
                WRITE_SEEN,
                List.of(row, taker),
                booking -> booking.seen().json());
        return true;
    }

    private static boolean isOurs(Connection connection, Booking booking, Instant now) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update booking set updated_at = ? where no = ? and lease = ?")) {
            statement.setObject(1, Statements.utc(now));
            statement.setLong(2, booking.no());
            statement.setString(3, booking.lease());
            return statement.executeUpdate() == 1;
        }
    }

    int makeDue(Connection connection, String kind, String id, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update booking set due_at = case when lease is null then ? else due_at end where kind = ? and id = ?")) {
            statement.setObject(1, Statements.utc(now));
            statement.setString(2, kind);
            statement.setString(3, id);
            return statement.executeUpdate();
        }
    }

    void startAnew(Connection connection, List<String[]> bookings, Instant now) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        for (String[] booking : bookings) {
            try (PreparedStatement statement =
                    connection.prepareStatement("select no from booking where kind = ? and id = ?")) {
                statement.setString(1, booking[0]);
                statement.setString(2, booking[1]);
                numbers.addAll(LedgerRows.numbers(statement));
            }
        }
        Collections.sort(numbers);
        String sql = """
                update booking set due_at = case when lease is null then ? else due_at end, attempts = 0,
                  state = case when cancelled then 'cancelled' else 'pending' end
                where no = ?""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (long no : numbers) {
                statement.setObject(1, Statements.utc(now));
                statement.setLong(2, no);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** At most {@code most} of them; those that somebody is writing just now are left to whoever writes them. */
    int wake(Connection connection, String vendor, Instant now, int most) throws SQLException {
        String sql = "select no from booking where vendor = ? and due_at > ? and lease is null"
                + " and problem_kind in ('down', 'unauthorized', 'busy', 'uncertain')"
                + " fetch first " + most + " rows only for update skip locked";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, vendor);
            statement.setObject(2, Statements.utc(now));
            return makeDue(connection, LedgerRows.numbers(statement), now);
        }
    }

    /** A booking in hand stays in hand. */
    private static int makeDue(Connection connection, List<Long> numbers, Instant now) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update booking set due_at = ? where no = ? and lease is null")) {
            for (long no : numbers.stream().sorted().toList()) {
                statement.setObject(1, Statements.utc(now));
                statement.setLong(2, no);
                statement.addBatch();
            }
            return IntStream.of(statement.executeBatch()).sum();
        }
    }

    int hintMissing(
            Connection connection, String vendor, Collection<String> present, Instant asOf, Instant now, int most)
            throws SQLException {
        Set<String> there = new HashSet<>(present);
        String sql = """
                select no, vendor_object from booking
                where vendor = ? and vendor_object is not null and cancelled = false and lease is null
                  and updated_at < ? and ends_at > ?""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(1000);
            statement.setString(1, vendor);
            statement.setObject(2, Statements.utc(asOf));
            statement.setObject(3, Statements.utc(now));
            List<Long> gone = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next() && gone.size() < most) {
                    if (!there.contains(result.getString(2))) {
                        gone.add(result.getLong(1));
                    }
                }
            }
            return makeDue(connection, gone, now);
        }
    }

    List<Booking> list(Connection connection, Listing listing) throws SQLException {
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder("select no from booking where " + fitting(listing, values));
        if (listing.after() != null) {
            Cursor cursor = Cursor.parse(listing.after());
            sql.append(" and (starts_at > ? or (starts_at = ? and id > ?))");
            values.add(Statements.utc(cursor.startsAt()));
            values.add(Statements.utc(cursor.startsAt()));
            values.add(cursor.id());
        }
        sql.append(" order by starts_at, id fetch first ")
                .append(listing.limit())
                .append(" rows only");
        try (PreparedStatement statement = Statements.prepared(connection, sql.toString(), values)) {
            return LedgerRows.whole(connection, LedgerRows.numbers(statement));
        }
    }

    Map<String, Long> countByState(Connection connection, Listing listing) throws SQLException {
        List<Object> values = new ArrayList<>();
        String sql = "select state, count(*) from booking where " + fitting(listing, values) + " group by state";
        try (PreparedStatement statement = Statements.prepared(connection, sql, values)) {
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
            values.add(Statements.utc(listing.from()));
        }
        if (listing.to() != null) {
            condition.append(" and starts_at < ?");
            values.add(Statements.utc(listing.to()));
        }
        if (listing.text() != null) {
            condition.append(" and (lower(title) like ? escape '!' or lower(id) like ? escape '!')");
            String pattern = Statements.containing(listing.text());
            values.add(pattern);
            values.add(pattern);
        }
        return condition.toString();
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

    /** Whoever writes several rows writes them in this order, so that no two transactions wait for each other. */
    private static final Comparator<Booking> IN_ORDER = Comparator.comparingLong(Booking::no);

    private static List<Booking> inOrder(Collection<Booking> bookings) {
        return bookings.stream().sorted(IN_ORDER).toList();
    }

    /** New rows are in each other's way by their key. */
    private static List<Booking> inKeyOrder(Collection<Booking> bookings) {
        return bookings.stream()
                .sorted(Comparator.comparing(Booking::kind).thenComparing(Booking::id))
                .toList();
    }

    private static String text(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

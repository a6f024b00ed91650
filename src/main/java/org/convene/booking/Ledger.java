package org.convene.booking;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.convene.audit.Act;
import org.convene.audit.AuditTrail;
import org.convene.audit.AuditedChange;
import org.convene.booking.Change.Accepted;
import org.convene.booking.Change.Outcome;
import org.convene.ops.Replica;

/**
 * The one place where anything is durable. Intake writes what is wanted and marks it due; reconciling takes due rows
 * with a lease that is committed before any vendor is called, and writes back what it saw. No connection is held while
 * a vendor thinks, and nothing is acknowledged before its commit.
 */
@Singleton
public class Ledger {
    private static final int CHUNK = 256;
    private static final int MOST_WOKEN = 1000;

    private final DataSource database;
    private final Clock clock;
    private final Signals signals;
    private final AuditTrail trail;
    private final LedgerStatements statements = new LedgerStatements();
    private final GroupCommit<Asked, Stored> changes;
    private final GroupCommit<Outcome, Conclusion> outcomes;
    private final String node = Replica.newName();
    private final AtomicLong leases = new AtomicLong();

    private record Stored(Accepted accepted, Taking taking) {}

    /** A change, and who asks for it. */
    private record Asked(Change change, Act act) {}

    public Ledger(DataSource database, Clock clock, Signals signals, AuditTrail trail) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.signals = signals;
        this.changes = new GroupCommit<>("intake", database, this::writeAndTake);
        this.outcomes = new GroupCommit<>("outcomes", database, this::conclude);
    }

    /** After the routes have stopped: they still have outcomes to write. */
    @PreDestroy
    void close() {
        changes.close();
        outcomes.close();
    }

    /** Stores what is wanted; completes after the commit. The same document twice, or an older one, changes nothing. */
    public CompletionStage<Accepted> accept(Change change) {
        return changes.add(new Asked(change, Act.now())).thenApply(stored -> {
            Accepted accepted = stored.accepted();
            if (accepted.changed() && !stored.taking().begin(accepted.booking())) {
                signals.due(change.kind());
            }
            return accepted;
        });
    }

    /** Stores all of them in one transaction, or none; returns how many changed something. */
    public int acceptAll(Iterator<? extends Change> all) throws SQLException {
        int changed = 0;
        Act act = Act.now();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Asked> chunk = new ArrayList<>(CHUNK);
                while (all.hasNext()) {
                    chunk.add(new Asked(all.next(), act));
                    if (chunk.size() == CHUNK || !all.hasNext()) {
                        changed += (int) write(connection, chunk, Taking.nobody()).stream()
                                .filter(Accepted::changed)
                                .count();
                        chunk.clear();
                    }
                }
                connection.commit();
            } catch (SQLException | RuntimeException failed) {
                Transactions.rollback(connection, failed);
                throw failed;
            }
        }
        if (changed > 0) {
            signals.due();
        }
        return changed;
    }

    /** Takes up to {@code most} due bookings of a kind, so that nobody else does until the lease ends. */
    public List<Booking> lease(String kind, int most, Duration length) throws SQLException {
        Instant now = clock.instant();
        String lease = newLease();
        return inTransaction(connection -> {
            List<Booking> due = statements.due(connection, kind, now, most);
            if (!due.isEmpty()) {
                statements.lease(connection, due, lease, now.plus(length));
            }
            return due.stream().map(row -> taken(row, lease)).toList();
        });
    }

    private String newLease() {
        return node + "-" + leases.incrementAndGet();
    }

    /** A lease left behind means that somebody died at work: a create may have happened unseen. */
    private static Booking taken(Booking row, String lease) {
        if (row.lease() != null && row.seen().room().isEmpty()) {
            row.seen().lookFirst(true);
        }
        return row.leasedBy(lease);
    }

    /**
     * Work takes longer than a lease: keeps the bookings ours for another {@code length}. Returns those that are not
     * ours any more.
     */
    public List<Booking> renew(Collection<Booking> bookings, Duration length) throws SQLException {
        Instant until = clock.instant().plus(length);
        return inTransaction(connection -> statements.renew(connection, bookings, until));
    }

    /** Leased, but not worked on after all: due at once, for anybody. */
    public void giveBack(Collection<Booking> bookings) throws SQLException {
        if (bookings.isEmpty()) {
            return;
        }
        inTransaction(connection -> {
            statements.giveBack(connection, bookings, clock.instant());
            return null;
        });
        signals.due();
    }

    /** After a crash of the only process on an embedded database, nobody can still be at work. */
    public int endLeases(String kind) throws SQLException {
        return inTransaction(connection -> statements.endLeases(connection, kind, clock.instant()));
    }

    /** Writes what working on a booking came to, unless its lease was lost; completes after the commit. */
    public CompletionStage<Booking> conclude(Outcome outcome) {
        return outcomes.add(outcome).thenApply(conclusion -> {
            if (conclusion == null) {
                return null;
            }
            signals.concluded(conclusion.booking());
            if (conclusion.due() != null) {
                signals.dueAt(conclusion.booking().kind(), conclusion.due());
            }
            return conclusion.booking();
        });
    }

    public Optional<Instant> nextDue(String kind) throws SQLException {
        return inTransaction(connection -> statements.nextDue(connection, kind));
    }

    public Optional<Booking> find(String kind, String id) throws SQLException {
        return inTransaction(connection -> statements.find(connection, kind, List.of(id), false).values().stream()
                .findFirst());
    }

    /** Those that exist, by id. */
    public Map<String, Booking> findAll(String kind, Collection<String> ids) throws SQLException {
        Map<String, Booking> found = new HashMap<>();
        if (!ids.isEmpty()) {
            inTransaction(connection -> statements.find(connection, kind, List.copyOf(ids), false))
                    .values()
                    .forEach(booking -> found.put(booking.id(), booking));
        }
        return found;
    }

    public List<Booking> list(Listing listing) throws SQLException {
        return inTransaction(connection -> statements.list(connection, listing));
    }

    /**
     * Lessons with a room that begin between {@code from} and {@code to}, and whose archive does not exist or expects them
     * at another time.
     *
     * @param vendors whose lessons leave something behind
     */
    public List<Booking> unexpected(Collection<String> vendors, Instant from, Instant to, int most)
            throws SQLException {
        return vendors.isEmpty()
                ? List.of()
                : inTransaction(
                        connection -> ArchiveStatements.unexpected(connection, List.copyOf(vendors), from, to, most));
    }

    /** Archives in which something is missing, those that wait longest first. */
    public List<Booking> incomplete(int most) throws SQLException {
        return inTransaction(connection -> ArchiveStatements.incomplete(connection, most));
    }

    public long countIncomplete() throws SQLException {
        return inTransaction(ArchiveStatements::countIncomplete);
    }

    /** Lessons that ended before {@code end} and still have a room, the longest over first, after the lesson {@code after}. */
    public List<Booking> pastRooms(Instant end, String after, int most) throws SQLException {
        return inTransaction(connection -> RetentionStatements.pastRooms(connection, end, after, most));
    }

    /** Those of a kind that will be looked at again by themselves, or are in hand. */
    public Set<String> waiting(String kind, Collection<String> ids) throws SQLException {
        return ids.isEmpty()
                ? Set.of()
                : inTransaction(connection -> RetentionStatements.waiting(connection, kind, List.copyOf(ids)));
    }

    /**
     * Takes the room from a lesson and gives it to {@code taker}, who will delete it: in one commit, so that a crash loses
     * neither. Returns whether it was done: not when the lesson is in hand, has changed since {@code lesson} was read, or
     * when {@code taker} is no longer ours.
     */
    public boolean takeRoom(Booking lesson, Booking taker) throws SQLException {
        return inTransaction(connection -> statements.takeRoom(connection, lesson, taker, clock.instant()));
    }

    public Map<String, Long> countByState(String kind) throws SQLException {
        return inTransaction(connection -> statements.countByState(connection, kind));
    }

    /** How many bookings fit the listing, whatever its page. */
    public Map<String, Long> countByState(Listing listing) throws SQLException {
        return inTransaction(connection -> statements.countByState(connection, listing));
    }

    /** Makes bookings due at once: a hint that the world changed, never the truth about it. */
    public boolean hint(String kind, String id) throws SQLException {
        int rows = inTransaction(connection -> statements.makeDue(connection, kind, id, clock.instant()));
        signals.due(kind);
        return rows > 0;
    }

    /** Bookings that were given up start anew, as part of the caller's transaction: pairs of kind and id. */
    public void startAnew(Connection connection, List<String[]> bookings) throws SQLException {
        statements.startAnew(connection, bookings, clock.instant());
    }

    public void wakeReconcilers() {
        signals.due();
    }

    /** The vendor works again: what waited for it need not wait longer. */
    public int wake(String vendor) throws SQLException {
        Instant now = clock.instant();
        int rows = 0;
        int woken;
        do {
            woken = inTransaction(connection -> statements.wake(connection, vendor, now, MOST_WOKEN));
            rows += woken;
            signals.due();
        } while (woken == MOST_WOKEN);
        return rows;
    }

    /**
     * Compares the vendor's listing of its objects with ours; what is missing there becomes due to be looked at. Objects
     * made after {@code asOf} cannot be expected in the listing. At most {@code most} are marked: a listing may be short
     * for other reasons, and each is read before anything is done.
     */
    public int hintMissing(String vendor, Collection<String> present, Instant asOf, int most) throws SQLException {
        int rows = inTransaction(
                connection -> statements.hintMissing(connection, vendor, present, asOf, clock.instant(), most));
        if (rows > 0) {
            signals.due();
        }
        return rows;
    }

    private List<Stored> writeAndTake(Connection connection, List<Asked> members) throws SQLException {
        Instant now = clock.instant();
        Taking taking = new Taking(signals, newLease(), now);
        return write(connection, members, taking).stream()
                .map(accepted -> new Stored(accepted, taking))
                .toList();
    }

    private List<Accepted> write(Connection connection, List<Asked> members, Taking taking) throws SQLException {
        List<Accepted> answers = new ArrayList<>(members.size());
        int from = 0;
        while (from < members.size()) {
            Map<String, Asked> distinct = new LinkedHashMap<>();
            int to = from;
            while (to < members.size() && distinct.putIfAbsent(key(members.get(to)), members.get(to)) == null) {
                to++;
            }
            answers.addAll(writeDistinct(connection, members.subList(from, to), taking));
            from = to;
        }
        return answers;
    }

    private static String key(Asked asked) {
        return asked.change().kind() + ' ' + asked.change().id();
    }

    private List<Accepted> writeDistinct(Connection connection, List<Asked> members, Taking taking)
            throws SQLException {
        Map<String, Booking> known = statements.findAll(
                connection, members.stream().map(Asked::change).toList());
        Instant now = clock.instant();
        Intake intake = new Intake(now, taking);
        List<Accepted> answers = new ArrayList<>(members.size());
        List<AuditedChange> audited = new ArrayList<>();
        for (Asked asked : members) {
            Booking before = known.get(key(asked));
            Accepted accepted = intake.decide(asked.change(), before);
            answers.add(accepted);
            if (accepted.changed()) {
                BookingChange.of(now, asked.act(), before, accepted.booking()).ifPresent(audited::add);
            }
        }
        statements.insert(connection, intake.added(), taking, now);
        statements.update(connection, intake.updated(), taking, now);
        trail.add(connection, audited);
        return answers;
    }

    private List<Conclusion> conclude(Connection connection, List<Outcome> members) throws SQLException {
        return statements.conclude(connection, members, clock.instant());
    }

    private <T> T inTransaction(Transactions.Work<T> work) throws SQLException {
        return Transactions.in(database, work);
    }

    /** What a page of the list shows: bookings from {@code from} to {@code to}, after the cursor. */
    public record Listing(String kind, String state, Instant from, Instant to, String text, String after, int limit) {}

    /** The document's own time, which orders its versions. */
    static Optional<Instant> documentTime(JsonNode document) {
        return Optional.ofNullable(document.get("updatedAt"))
                .map(time -> OffsetDateTime.parse(time.asText()).toInstant());
    }
}

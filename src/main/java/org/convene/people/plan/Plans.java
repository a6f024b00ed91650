package org.convene.people.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.convene.audit.Act;
import org.convene.audit.AuditTrail;
import org.convene.audit.AuditedChange;
import org.convene.booking.Transactions;
import org.convene.people.directory.ChangeStatements;
import org.convene.people.directory.ChangeStatements.Kept;
import org.convene.people.directory.DirectoryWriter;
import org.convene.people.directory.RecordChange;
import org.convene.people.directory.RecordKey;
import org.convene.people.plan.Plan.State;
import org.jboss.logging.Logger;

/** Plans that were made, and doing what they say: exactly that, or nothing more as soon as something else happened. */
@Singleton
public class Plans {
    private static final Logger LOG = Logger.getLogger(Plans.class);
    private static final int AT_ONCE = 1000;
    private static final List<State> OPEN = List.of(State.WAITING, State.HELD);

    /** Whoever decides through the API or a page is written down there. */
    private static final Set<String> BY_ITSELF = Set.of("route", "system");

    private final DataSource database;
    private final DirectoryWriter writer;
    private final AuditTrail trail;
    private final Clock clock;

    public Plans(DataSource database, DirectoryWriter writer, AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.database = database;
        this.writer = writer;
        this.clock = clock;
    }

    public Optional<Plan> find(long no) throws SQLException {
        return Transactions.in(database, connection -> PlanStatements.find(connection, no));
    }

    /** The newest first, those before {@code before}. */
    public List<Plan> list(long before, int most) throws SQLException {
        return Transactions.in(database, connection -> PlanStatements.list(connection, before, most));
    }

    /** Those that wait for somebody. */
    public List<Plan> held() throws SQLException {
        return Transactions.in(database, connection -> PlanStatements.inState(connection, State.HELD));
    }

    public List<Kept> changes(long plan, long after, int most) throws SQLException {
        return Transactions.in(database, connection -> ChangeStatements.ofPlan(connection, plan, after, most));
    }

    /** Nobody wants it. Returns whether it could still be dropped. */
    public boolean drop(long no, String by) throws SQLException {
        return move(no, OPEN, State.DROPPED, null, by, clock.instant());
    }

    /**
     * Does what the plan says. When a record changed since, nothing is done and the plan has drifted; the same in the midst
     * of it, where what is done stays done.
     *
     * @return the plan afterwards; empty when nobody can say any more what becomes of it
     */
    public Optional<Plan> apply(long no, String by) throws SQLException {
        if (!move(no, OPEN, State.APPLYING, null, by, null)) {
            return Optional.empty();
        }
        go(no);
        return find(no);
    }

    /** After a crash in the midst of it. */
    public void resume() throws SQLException {
        for (Plan plan : Transactions.in(database, connection -> PlanStatements.inState(connection, State.APPLYING))) {
            LOG.infof(
                    "Plan %d is applied further, %d of %d changes are done", plan.no(), plan.applied(), plan.changes());
            go(plan.no());
        }
        for (Plan plan : Transactions.in(database, connection -> PlanStatements.inState(connection, State.READING))) {
            broken(plan.no(), "the hub stopped while it read");
        }
    }

    void broken(long no, String reason) throws SQLException {
        Transactions.in(database, connection -> {
            ChangeStatements.forget(connection, no);
            PlanStatements.heard(connection, no, 0, 0);
            return PlanStatements.move(
                    connection, no, List.of(State.READING), State.BROKEN, reason, null, clock.instant());
        });
    }

    private void go(long no) throws SQLException {
        Plan plan = find(no).orElseThrow();
        if (!plan.digest().equals(digest(no))) {
            end(no, State.DRIFTED, "the plan is not the one that was made");
            return;
        }
        long drifted = Transactions.in(database, connection -> ChangeStatements.drifted(connection, no));
        if (drifted > 0) {
            end(no, State.DRIFTED, drifted + " of its records changed since it was made");
            return;
        }
        long place = 0;
        List<Kept> some;
        do {
            long after = place;
            some = changes(no, after, AT_ONCE);
            List<Kept> todo = some.stream().filter(kept -> !kept.done()).toList();
            Optional<RecordKey> other = Transactions.in(database, connection -> {
                List<RecordChange> changes = todo.stream().map(Kept::change).toList();
                Optional<RecordKey> different = writer.apply(connection, changes);
                if (different.isEmpty()) {
                    ChangeStatements.done(connection, todo);
                    PlanStatements.applied(connection, no, todo.size());
                }
                return different;
            });
            if (other.isPresent()) {
                end(no, State.DRIFTED, "a record changed meanwhile: " + other.get());
                return;
            }
            place = some.isEmpty() ? place : some.get(some.size() - 1).no();
        } while (some.size() == AT_ONCE);
        end(no, State.APPLIED, null);
    }

    private String digest(long no) throws SQLException {
        PlanDigest digest = new PlanDigest();
        long place = 0;
        List<Kept> some;
        do {
            some = changes(no, place, AT_ONCE);
            some.forEach(kept -> digest.add(kept.change()));
            place = some.isEmpty() ? place : some.get(some.size() - 1).no();
        } while (some.size() == AT_ONCE);
        return digest.hex();
    }

    private void end(long no, State state, String reason) throws SQLException {
        move(no, List.of(State.APPLYING), state, reason, null, clock.instant());
        if (BY_ITSELF.contains(Act.now().door())) {
            ObjectNode after = JsonNodeFactory.instance.objectNode().put("state", String.valueOf(state));
            find(no).ifPresent(plan -> after.put("source", plan.source()).put("applied", plan.applied()));
            trail.add(Act.now(), "people/plans/" + no, AuditedChange.DONE, null, after);
        }
    }

    private boolean move(long no, List<State> from, State to, String reason, String by, Instant end)
            throws SQLException {
        return Transactions.in(database, connection -> PlanStatements.move(connection, no, from, to, reason, by, end));
    }
}

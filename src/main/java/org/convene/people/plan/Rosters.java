package org.convene.people.plan;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.document.PersonCheck;
import org.convene.ops.Settings;
import org.convene.people.Roster;
import org.convene.people.directory.Changes;
import org.convene.people.directory.Directory;
import org.convene.people.plan.Plan.State;

/** Takes readings of sources, one at a time: makes a plan of each and applies it, unless somebody is to look at it first. */
@Singleton
public class Rosters {
    private static final String APPLY = "convene.people.apply";
    private static final String BY_ITSELF = "the hub";
    private static final int LONGEST_ORIGIN = 300;

    private final DataSource database;
    private final Changes changes;
    private final Directory directory;
    private final PersonCheck check;
    private final Threshold threshold;
    private final Plans plans;
    private final Clock clock;
    private final boolean byHand;
    private final ReentrantLock one = new ReentrantLock();

    public Rosters(
            DataSource database,
            Changes changes,
            Directory directory,
            PersonCheck check,
            Threshold threshold,
            Plans plans,
            Clock clock,
            Settings settings) {
        this.database = database;
        this.changes = changes;
        this.directory = directory;
        this.check = check;
        this.threshold = threshold;
        this.plans = plans;
        this.clock = clock;
        this.byHand = byHand(settings.text(APPLY));
    }

    private static boolean byHand(String text) {
        return switch (text) {
            case "by-itself" -> false;
            case "by-hand" -> true;
            default -> throw Settings.wrong(APPLY, "is '" + text + "', which is not by-itself or by-hand", "by-hand");
        };
    }

    /**
     * Reads all of {@code roster} and does what follows from it, in the caller's thread.
     *
     * @return what became of it
     * @throws IOException the reading broke off: nothing of it is used
     */
    public Plan take(Roster roster) throws IOException, SQLException {
        return take(roster, byHand);
    }

    /** The same, but nothing is applied before somebody says so. */
    public Plan plan(Roster roster) throws IOException, SQLException {
        return take(roster, true);
    }

    private Plan take(Roster roster, boolean onlyPlan) throws IOException, SQLException {
        one.lock();
        try {
            long no = Transactions.in(
                    database,
                    connection -> PlanStatements.insert(
                            connection,
                            roster.source(),
                            shortened(roster.origin()),
                            roster.isWhole(),
                            changes.countPresent(connection, roster.source()),
                            clock.instant()));
            Comparison comparison = read(roster, no);
            decide(no, comparison, onlyPlan);
            return plans.find(no).orElseThrow();
        } finally {
            one.unlock();
        }
    }

    private Comparison read(Roster roster, long no) throws IOException, SQLException {
        Comparison comparison = new Comparison(database, changes, directory, check, clock, roster.source(), no);
        try {
            roster.read(comparison);
            comparison.end(roster.isWhole());
            return comparison;
        } catch (IOException | RuntimeException brokeOff) {
            plans.broken(no, String.valueOf(brokeOff.getMessage()));
            throw brokeOff;
        }
    }

    private void decide(long no, Comparison comparison, boolean onlyPlan) throws SQLException {
        Plan plan = plans.find(no).orElseThrow();
        Optional<String> objection = objection(plan, comparison);
        State state = comparison.written() == 0 && objection.isEmpty()
                ? State.UNCHANGED
                : objection.isPresent() ? State.HELD : State.WAITING;
        String reason = objection.orElseGet(() -> unusable(comparison).orElse(null));
        Transactions.in(database, connection -> {
            PlanStatements.heard(connection, no, comparison.told(), comparison.written());
            PlanStatements.read(connection, no, comparison.leavers(), comparison.digest());
            PlanStatements.replace(connection, plan.source(), no, clock.instant());
            return PlanStatements.move(
                    connection,
                    no,
                    List.of(State.READING),
                    state,
                    reason,
                    null,
                    state == State.UNCHANGED ? clock.instant() : null);
        });
        if (state == State.WAITING && !onlyPlan) {
            plans.apply(no, BY_ITSELF);
        }
    }

    private Optional<String> objection(Plan plan, Comparison comparison) {
        if (plan.whole() && comparison.hasSomebodyUnknown() && comparison.leavers() > 0) {
            return Optional.of("it cannot be told whose some records are, and " + comparison.leavers()
                    + " are missing: " + String.join("; ", comparison.unusable()));
        }
        return plan.whole()
                ? threshold.objection(comparison.told(), plan.known(), comparison.leavers())
                : threshold.objection(1, plan.known(), comparison.leavers());
    }

    private static Optional<String> unusable(Comparison comparison) {
        return comparison.unusables() == 0
                ? Optional.empty()
                : Optional.of(comparison.unusables() + " records could not be used: "
                        + String.join("; ", comparison.unusable()));
    }

    private static String shortened(String origin) {
        return origin.length() <= LONGEST_ORIGIN ? origin : origin.substring(0, LONGEST_ORIGIN);
    }
}

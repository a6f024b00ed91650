package org.convene.attendance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.convene.audit.AuditTrail;
import org.convene.booking.Booking;
import org.convene.booking.Change.Outcome;
import org.convene.booking.Change.Wanted;
import org.convene.booking.Ledger;
import org.convene.booking.Signals;

/** Lessons that took place, and what the archive has of them: written by a replica of the ledger, with its own signals. */
@Singleton
public class Archive {
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final Ledger ledger;

    Archive(DataSource database, Clock clock) {
        this.ledger = new Ledger(database, clock, new Signals(), new AuditTrail(database, clock));
    }

    /** A lesson without a report. */
    public void lesson(ObjectNode lesson) {
        write(Booking.LESSON, lesson, null);
    }

    public void lesson(ObjectNode lesson, ObjectNode seen) {
        lesson(lesson);
        write(Booking.ARCHIVE, lesson, seen);
    }

    private void write(String kind, ObjectNode lesson, ObjectNode seen) {
        String id = lesson.path("id").asText();
        ledger.accept(new Wanted(kind, id, "teleboss", lesson))
                .toCompletableFuture()
                .join();
        await(kind + " " + id + " is ours to conclude")
                .atMost(LEASE.multipliedBy(2))
                .until(() -> {
                    List<Booking> others = new ArrayList<>(ledger.lease(kind, 100, LEASE));
                    Booking ours = others.stream()
                            .filter(booking ->
                                    booking.kind().equals(kind) && booking.id().equals(id))
                            .findFirst()
                            .orElse(null);
                    others.remove(ours);
                    ledger.giveBack(others);
                    return ours == null ? again(kind, id) : conclude(ours, seen);
                });
    }

    private boolean again(String kind, String id) throws SQLException {
        ledger.hint(kind, id);
        return false;
    }

    private boolean conclude(Booking booking, ObjectNode seen) {
        if (seen != null) {
            booking.seen().json().removeAll().setAll(seen);
        }
        Outcome settled = new Outcome.Settled(booking, null, null);
        return ledger.conclude(settled).toCompletableFuture().join() != null;
    }
}

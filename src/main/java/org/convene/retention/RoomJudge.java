package org.convene.retention;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convene.archive.KeptCopies;
import org.convene.archive.transfer.Transfers;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.booking.LinkRequests;
import org.convene.retention.RoomVerdict.Fate;
import org.convene.vendor.Vendors;

/** Says of rooms of past lessons whether they may go: only when storage has everything the lesson left behind. */
@Singleton
public class RoomJudge {
    private final Ledger ledger;
    private final Vendors vendors;
    private final Transfers transfers;
    private final Clock clock;

    public RoomJudge(Ledger ledger, Vendors vendors, Transfers transfers, Clock clock) {
        this.ledger = ledger;
        this.vendors = vendors;
        this.transfers = transfers;
        this.clock = clock;
    }

    /**
     * In the order of {@code lessons}, which all have a room.
     *
     * @param roomsAfter how long after a lesson its room goes; empty for never
     */
    List<RoomVerdict> judge(List<Booking> lessons, Optional<Duration> roomsAfter) throws SQLException {
        List<String> ids = lessons.stream().map(Booking::id).toList();
        Map<String, Booking> archives = ledger.findAll(Booking.ARCHIVE, ids);
        Map<String, Booking> retentions = ledger.findAll(Booking.RETENTION, ids);
        Set<String> busy = new HashSet<>(ledger.waiting(Booking.ARCHIVE, ids));
        return lessons.stream()
                .map(lesson -> judge(
                        lesson,
                        archives.get(lesson.id()),
                        retentions.get(lesson.id()),
                        busy.contains(lesson.id()),
                        roomsAfter))
                .toList();
    }

    /** When the room may go: never while a personal link still leads there. */
    Instant due(Booking lesson, Duration roomsAfter) {
        Instant due = lesson.endsAt().plus(roomsAfter);
        Instant closed = LinkRequests.end(lesson, vendors.vendor(lesson.vendor()));
        return due.isBefore(closed) ? closed : due;
    }

    private RoomVerdict judge(
            Booking lesson, Booking archive, Booking retention, boolean busy, Optional<Duration> roomsAfter) {
        Instant now = clock.instant();
        KeptCopies copies = archive == null ? null : KeptCopies.of(archive, lesson, now);
        if (roomsAfter.isEmpty()) {
            return new RoomVerdict(lesson, Fate.WAIT, "convene.retention.rooms-after is not set", copies);
        }
        Instant due = due(lesson, roomsAfter.get());
        if (now.isBefore(due)) {
            return new RoomVerdict(lesson, Fate.WAIT, "not before " + due, copies);
        }
        String against = against(lesson, archive, busy, copies, retention);
        return against == null
                ? new RoomVerdict(lesson, Fate.DELETE, kept(copies), copies)
                : new RoomVerdict(lesson, Fate.HOLD, against, copies);
    }

    private static String kept(KeptCopies copies) {
        return copies.receipts().isEmpty()
                ? "nobody came, so there is nothing to keep"
                : "everything is in storage: " + copies.receipts().size() + " files, " + copies.bytes() + " bytes";
    }

    /** What speaks against it, or {@code null}. */
    private String against(Booking lesson, Booking archive, boolean busy, KeptCopies copies, Booking retention) {
        if (retention != null && retention.state().equals(Booking.FAILED)) {
            return "the deletion waits in quarantine: " + retention.problem();
        }
        if (lesson.state().equals(Booking.PENDING)) {
            return "the lesson itself is not in step yet";
        }
        if (archive == null) {
            return "the lesson has no archive, so nobody knows what it left behind";
        }
        if (!archive.startsAt().equals(lesson.startsAt()) || !archive.endsAt().equals(lesson.endsAt())) {
            return "the lesson was moved, and its archive is of the time before";
        }
        if (!archive.state().equals(Booking.READY)) {
            return "the archive is not complete: " + archive.problem();
        }
        if (copies.missing() != null) {
            return "the archive is not complete: " + copies.missing();
        }
        if (busy) {
            return "the archive will be looked at once more";
        }
        return copies.receipts().isEmpty() || transfers.canVerify()
                ? null
                : "copies behind convene.storage.uri cannot be read again, so nobody can see that they are whole";
    }
}

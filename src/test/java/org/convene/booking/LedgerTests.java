package org.convene.booking;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.convene.booking.Documents.LESSON;
import static org.convene.booking.Documents.VENDOR;
import static org.convene.booking.Documents.room;
import static org.convene.booking.Documents.wanted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.convene.StillClock;
import org.convene.audit.AuditTrail;
import org.convene.booking.Change.Accepted;
import org.convene.booking.Change.Outcome;
import org.convene.booking.Ledger.Listing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the ledger promises, whatever database it stands on. Two ledgers on one database are two replicas. */
@Timeout(60)
abstract class LedgerTests {
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final StillClock clock = new StillClock(Instant.parse("2026-11-23T06:00:00Z"));
    private final Signals signals = new Signals();
    private final List<Instant> heard = new CopyOnWriteArrayList<>();
    private final Listener listener = new Listener();
    private DataSource database;
    private Ledger ledger;
    private Ledger replica;

    abstract DataSource database();

    @BeforeEach
    void open() {
        database = database();
        ledger = new Ledger(database, clock, signals, new AuditTrail(database, clock));
        replica = new Ledger(database, clock, new Signals(), new AuditTrail(database, clock));
        signals.join(listener);
    }

    @AfterEach
    void close() {
        ledger.close();
        replica.close();
    }

    // Hints and archives

    @Test
    void aHintMakesTheArchiveOfItsLessonDueAndOneAboutAStrangersRoomIsNotKept() throws Exception {
        accept(wanted("a", "Algebra"));
        Booking lesson = ledger.lease(LESSON, 10, LEASE).get(0);
        lesson.seen().roomIs(room("r-a"), room("sent"));
        conclude(ledger, new Outcome.Settled(lesson, null, null));
        accept(new Change.Wanted(
                Booking.ARCHIVE, "a", VENDOR, wanted("a", "Algebra").document()));
        Booking archive = ledger.lease(Booking.ARCHIVE, 10, LEASE).get(0);
        Hints hints = new Hints(database, clock, signals);
        Hint finished = new Hint(VENDOR, "call_finished", "r-a", null, Duration.ofSeconds(30));

        assertEquals(true, hints.hear(finished).toCompletableFuture().get(10, SECONDS));
        assertEquals(
                false,
                hints.hear(new Hint(VENDOR, "call_finished", "r-z", null, Duration.ZERO))
                        .toCompletableFuture()
                        .get(10, SECONDS));
        assertEquals(
                List.of("call_finished"),
                hints.about("a", 0).stream().map(Hint.Kept::event).toList());
        conclude(ledger, new Outcome.Settled(archive, null, null));
        assertEquals(
                List.of("a"),
                ids(ledger.lease(Booking.ARCHIVE, 10, LEASE)),
                "it was in hand when the hint came, so it is looked at again");

        conclude(ledger, new Outcome.Settled(ledger.find(Booking.ARCHIVE, "a").orElseThrow(), null, null));
        hints.hear(finished).toCompletableFuture().get(10, SECONDS);
        assertEquals(List.of(), ids(ledger.lease(Booking.ARCHIVE, 10, LEASE)), "not before it can be there");
        clock.forward(Duration.ofSeconds(30));
        assertEquals(List.of("a"), ids(ledger.lease(Booking.ARCHIVE, 10, LEASE)));
        hints.close();
    }

    @Test
    void aLessonWithARoomIsUnexpectedUntilItHasAnArchiveOfTheSameTime() throws Exception {
        accept(wanted("a", "Algebra"));
        Booking lesson = ledger.lease(LESSON, 10, LEASE).get(0);
        lesson.seen().roomIs(room("r-a"), room("sent"));
        conclude(ledger, new Outcome.Settled(lesson, null, null));
        Instant from = lesson.startsAt().minusSeconds(60);
        Instant to = lesson.startsAt().plusSeconds(60);

        assertEquals(
                List.of(), ids(ledger.unexpected(List.of("another"), from, to, 10)), "of a vendor that tells nothing");
        assertEquals(List.of(), ids(ledger.unexpected(List.of(), from, to, 10)));
        assertEquals(List.of("a"), ids(ledger.unexpected(List.of("another", VENDOR), from, to, 10)));
        assertEquals(List.of(), ids(ledger.unexpected(List.of(VENDOR), from, from, 10)));
        accept(new Change.Wanted(
                Booking.ARCHIVE, "a", VENDOR, wanted("a", "Algebra").document()));
        assertEquals(List.of(), ids(ledger.unexpected(List.of(VENDOR), from, to, 10)));

        assertEquals(0, ledger.countIncomplete());
        Booking archive = ledger.lease(Booking.ARCHIVE, 10, LEASE).get(0);
        conclude(ledger, new Outcome.Postponed(archive, Duration.ofSeconds(30), "incomplete", "missing: report"));
        assertEquals(1, ledger.countIncomplete());
        assertEquals(List.of("a"), ids(ledger.incomplete(10)));
    }

    // Leases

    @Test
    void aWorkerWithRoomHasTheBookingFromTheCommitThatStoredIt() throws Exception {
        listener.room = 1;
        accept(wanted("a", "Algebra"));

        assertEquals(List.of("a"), ids(listener.begun));
        assertEquals(List.of(), ids(replica.lease(LESSON, 10, LEASE)), "a is the worker's");
        Booking begun = listener.begun.get(0);
        begun.seen().roomIs(room("r"), room("sent"));
        assertEquals(
                Booking.READY,
                conclude(ledger, new Outcome.Settled(begun, null, null)).state());

        listener.room = 0;
        accept(wanted("b", "Botany"));
        assertEquals(List.of("b"), ids(replica.lease(LESSON, 10, LEASE)), "there was no room, so anybody may");
    }

    @Test
    void whatAWorkerTookAndNeverFinishedIsDueAgainWhenTheLeaseEnds() throws Exception {
        listener.room = 1;
        accept(wanted("a", "Algebra"));
        clock.forward(LEASE);

        List<Booking> again = replica.lease(LESSON, 10, LEASE);
        assertEquals(List.of("a"), ids(again));
        assertTrue(again.get(0).seen().lookFirst(), "the worker may have made the room before it died");
    }

    @Test
    void aChangeOfABookingInHandIsNotBegunBesideIt() throws Exception {
        listener.room = 9;
        accept(wanted("a", "Algebra"));
        accept(wanted("a", "Algebra II"));

        assertEquals(1, listener.begun.size());
        conclude(ledger, new Outcome.Settled(listener.begun.get(0), null, null));
        assertEquals(2, ledger.lease(LESSON, 10, LEASE).get(0).version(), "due at once, since it changed meanwhile");
    }

    @Test
    void aChangeOfAFinishedBookingIsBegunInItsCommitToo() throws Exception {
        accept(wanted("a", "Algebra"));
        Booking first = ledger.lease(LESSON, 10, LEASE).get(0);
        first.seen().roomIs(room("r"), room("sent"));
        conclude(ledger, new Outcome.Settled(first, null, null));
        listener.room = 1;
        accept(wanted("a", "Algebra II"));

        assertEquals(2, listener.begun.get(0).version());
        assertEquals(
                "r",
                listener.begun.get(0).seen().room().orElseThrow().path("id").asText());
        assertEquals(List.of(), ids(replica.lease(LESSON, 10, LEASE)));
    }

    @Test
    void aLeasedBookingIsNobodyElsesUntilTheLeaseEnds() throws Exception {
        accept(wanted("a", "Algebra"));

        assertEquals(List.of("a"), ids(ledger.lease(LESSON, 10, LEASE)));
        assertEquals(List.of(), ids(replica.lease(LESSON, 10, LEASE)));
        clock.forward(LEASE.minusSeconds(1));
        assertEquals(List.of(), ids(replica.lease(LESSON, 10, LEASE)));
        clock.forward(Duration.ofSeconds(1));
        assertEquals(List.of("a"), ids(replica.lease(LESSON, 10, LEASE)));
    }

    @Test
    void aRenewedLeaseLastsLongerAndALostOneIsReported() throws Exception {
        accept(wanted("a", "Algebra"));
        List<Booking> mine = ledger.lease(LESSON, 10, LEASE);
        clock.forward(Duration.ofSeconds(15));
        assertEquals(List.of(), ledger.renew(mine, LEASE));
        clock.forward(Duration.ofSeconds(15));
        assertEquals(List.of(), ids(replica.lease(LESSON, 10, LEASE)), "it was renewed 15 s ago");

        clock.forward(Duration.ofSeconds(5));
        assertEquals(List.of("a"), ids(replica.lease(LESSON, 10, LEASE)));
        assertEquals(mine, ledger.renew(mine, LEASE), "the other replica has it now");
    }

    @Test
    void replicasThatLeaseAtTheSameTimeNeverGetTheSameBooking() throws Exception {
        ledger.acceptAll(changes(200).iterator());

        List<String> taken = new CopyOnWriteArrayList<>();
        inParallel(4, worker -> {
            Ledger mine = worker % 2 == 0 ? ledger : replica;
            List<String> got;
            do {
                got = ids(mine.lease(LESSON, 7, LEASE));
                taken.addAll(got);
            } while (!got.isEmpty());
        });

        assertEquals(200, taken.size());
        assertEquals(200, new HashSet<>(taken).size());
    }

    @Test
    void aRowThatSomebodyIsWritingIsSkippedAndNotWaitedFor() throws Exception {
        accept(wanted("a", "Algebra"));
        accept(wanted("b", "Botany"));

        try (Connection writer = database.getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.executeUpdate("update booking set attempts = 1 where id = 'a'");
            assertEquals(List.of("b"), ids(ledger.lease(LESSON, 10, LEASE)));
            writer.rollback();
        }
        assertEquals(List.of("a"), ids(ledger.lease(LESSON, 10, LEASE)));
    }

    @Test
    void whatAWorkerSawIsDroppedWhenItsLeaseWasLost() throws Exception {
        accept(wanted("a", "Algebra"));
        Booking slow = ledger.lease(LESSON, 1, LEASE).get(0);
        clock.forward(LEASE);
        Booking quick = replica.lease(LESSON, 1, LEASE).get(0);
        quick.seen().roomIs(room("of-the-quick"), room("sent"));
        conclude(replica, new Outcome.Settled(quick, null, null));

        slow.seen().roomIs(room("of-the-slow"), room("sent"));
        assertNull(conclude(ledger, new Outcome.Settled(slow, null, null)));
        assertEquals(
                "of-the-quick", find("a").seen().room().orElseThrow().path("id").asText());
    }

    @Test
    void aLeaseLeftBehindSaysThatTheRoomMustBeLookedForFirst() throws Exception {
        accept(wanted("a", "Algebra"));
        assertFalse(ledger.lease(LESSON, 1, LEASE).get(0).seen().lookFirst(), "nobody has worked on it before");

        assertEquals(1, replica.endLeases(LESSON));
        assertTrue(replica.lease(LESSON, 1, LEASE).get(0).seen().lookFirst());
    }

    @Test
    void aLeaseLeftBehindOfABookingWithARoomSaysNothing() throws Exception {
        accept(wanted("a", "Algebra"));
        settle("a", "room-1");
        accept(wanted("a", "Algebra II"));
        ledger.lease(LESSON, 1, LEASE);

        clock.forward(LEASE);
        assertFalse(ledger.lease(LESSON, 1, LEASE).get(0).seen().lookFirst());
    }

    @Test
    void whatIsGivenBackIsDueAtOnceAndKeepsWhatWasLearnt() throws Exception {
        accept(wanted("a", "Algebra"));
        ledger.lease(LESSON, 1, LEASE);
        clock.forward(LEASE);
        List<Booking> leftBehind = ledger.lease(LESSON, 1, LEASE);

        ledger.giveBack(leftBehind);
        Booking again = replica.lease(LESSON, 1, LEASE).get(0);
        assertTrue(again.seen().lookFirst(), "the first worker may have made a room");
    }

    @Test
    void givingBackWithoutHavingWorkedLeavesNoTrace() throws Exception {
        accept(wanted("a", "Algebra"));

        ledger.giveBack(ledger.lease(LESSON, 1, LEASE));
        assertFalse(replica.lease(LESSON, 1, LEASE).get(0).seen().lookFirst());
    }

    @Test
    void whoLostTheLeaseGivesNothingBack() throws Exception {
        accept(wanted("a", "Algebra"));
        List<Booking> slow = ledger.lease(LESSON, 1, LEASE);
        clock.forward(LEASE);
        Booking quick = replica.lease(LESSON, 1, LEASE).get(0);
        quick.seen().roomIs(room("of-the-quick"), room("sent"));
        conclude(replica, new Outcome.Settled(quick, null, null));

        ledger.giveBack(slow);
        assertEquals(
                "of-the-quick", find("a").seen().room().orElseThrow().path("id").asText());
        assertEquals(List.of(), ids(ledger.lease(LESSON, 1, LEASE)), "it is done");
    }

    // Changes

    @Test
    void theSameDocumentTwiceChangesNothing() throws Exception {
        assertTrue(accept(wanted("a", "Algebra", "2026-11-20T10:00:00Z")).changed());
        settle("a", "room-1");

        Accepted again = accept(wanted("a", "Algebra", "2026-11-20T11:00:00Z"));
        assertFalse(again.changed());
        assertEquals(Booking.READY, find("a").state());
        assertEquals(1, find("a").version());
        assertEquals(List.of(), ids(ledger.lease(LESSON, 1, LEASE)));
    }

    @Test
    void anOlderDocumentNeverOverwritesANewerOne() throws Exception {
        accept(wanted("a", "New", "2026-11-20T10:00:00Z"));

        assertFalse(accept(wanted("a", "Old", "2026-11-20T09:59:59Z")).changed());
        assertTrue(accept(wanted("a", "Newer", "2026-11-20T12:00:00+01:00")).changed());
        assertEquals("Newer", find("a").desired().path("title").asText());
    }

    @Test
    void aChangeDuringWorkMakesTheBookingDueAgainWithItsNewVersion() throws Exception {
        accept(wanted("a", "Algebra"));
        Booking first = ledger.lease(LESSON, 1, LEASE).get(0);
        accept(wanted("a", "Algebra II"));
        assertEquals(List.of(), ids(replica.lease(LESSON, 1, LEASE)), "still in hand");
        heard.clear();

        first.seen().roomIs(room("room-1"), room("sent"));
        conclude(ledger, new Outcome.Settled(first, null, null));

        assertEquals(List.of(clock.instant()), heard, "the reconciler must be told");
        assertEquals(Booking.PENDING, find("a").state());
        Booking second = ledger.lease(LESSON, 1, LEASE).get(0);
        assertEquals(2, second.version());
        assertEquals("Algebra II", second.desired().path("title").asText());
        assertEquals("room-1", second.seen().room().orElseThrow().path("id").asText());
    }

    @Test
    void acceptingAllOfThemIsAllOrNothing() throws Exception {
        Iterator<Change> breaking = new Iterator<>() {
            private int given;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Change next() {
                if (given == 600) {
                    throw new IllegalStateException("the request broke off");
                }
                return wanted("bulk-" + given++, "One of many");
            }
        };

        assertThrows(IllegalStateException.class, () -> ledger.acceptAll(breaking));
        assertEquals(0, count("booking"));
        assertEquals(600, ledger.acceptAll(changes(600).iterator()));
        assertEquals(600, count("booking"));
    }

    @Test
    void theSameIdTwiceInOneBatchEndsWithTheLater() throws Exception {
        List<Change> twice = List.of(wanted("a", "First"), wanted("b", "Other"), wanted("a", "Second"));

        assertEquals(3, ledger.acceptAll(twice.iterator()));
        assertEquals("Second", find("a").desired().path("title").asText());
        assertEquals(2, find("a").version());
    }

    @Test
    void replicasThatStoreTheSameNewLessonAtTheSameTimeBothSucceed() throws Exception {
        for (int round = 0; round < 20; round++) {
            String id = "new-" + round;
            List<Accepted> answers = new CopyOnWriteArrayList<>();
            inParallel(
                    4,
                    worker -> answers.add(accept(worker % 2 == 0 ? ledger : replica, wanted(id, "Title " + worker))));

            assertEquals(4, answers.size());
            assertTrue(answers.stream().allMatch(Accepted::changed), "each title differs from the one before");
            assertEquals(4, find(id).version());
        }
    }

    @Test
    void cancellingWhatIsNotKnownChangesNothing() throws Exception {
        Accepted answer = accept(new Change.Cancelled(LESSON, "never-heard-of"));

        assertFalse(answer.changed());
        assertNull(answer.booking());
    }

    @Test
    void aCancelledLessonThatIsWantedAgainTakesPlace() throws Exception {
        accept(wanted("a", "Algebra"));
        accept(new Change.Cancelled(LESSON, "a"));
        assertTrue(find("a").cancelled());

        assertTrue(accept(wanted("a", "Algebra")).changed());
        assertFalse(find("a").cancelled());
        assertEquals(3, find("a").version());
    }

    // Outcomes

    @Test
    void aPostponedBookingComesBackAtItsTimeAndTheReconcilerIsToldWhen() throws Exception {
        accept(wanted("a", "Algebra"));
        Booking booking = ledger.lease(LESSON, 1, LEASE).get(0);
        heard.clear();
        conclude(ledger, new Outcome.Postponed(booking, Duration.ofSeconds(5), "busy", "the vendor is busy"));

        assertEquals(List.of(clock.instant().plusSeconds(5)), heard);
        assertEquals("the vendor is busy", find("a").problem());
        clock.forward(Duration.ofMillis(4999));
        assertEquals(List.of(), ids(ledger.lease(LESSON, 1, LEASE)));
        clock.forward(Duration.ofMillis(1));
        Booking again = ledger.lease(LESSON, 1, LEASE).get(0);
        assertEquals(1, again.attempts());
        assertFalse(again.seen().lookFirst(), "its lease was given back in order");
    }

    @Test
    void aVendorThatIsBackWakesWhatWaitedForItAndNothingElse() throws Exception {
        ledger.acceptAll(changes(5).iterator());
        List<Booking> all = ledger.lease(LESSON, 5, LEASE);
        for (Booking booking : all.subList(0, 3)) {
            conclude(ledger, new Outcome.Postponed(booking, Duration.ofHours(1), "down", "no answer"));
        }
        conclude(ledger, new Outcome.Postponed(all.get(3), Duration.ofHours(1), "fault", "a broken mapping"));
        conclude(ledger, new Outcome.Settled(all.get(4), clock.instant().plusSeconds(3600), null));

        assertEquals(3, ledger.wake(VENDOR));
        assertEquals(Set.copyOf(ids(all.subList(0, 3))), Set.copyOf(ids(ledger.lease(LESSON, 10, LEASE))));
    }

    @Test
    void aBookingThatNeedsAPersonStandsInQuarantineUntilItChanges() throws Exception {
        accept(wanted("a", "Algebra"));
        conclude(ledger, new Outcome.Quarantined(ledger.lease(LESSON, 1, LEASE).get(0), "refused", "no such template"));
        assertEquals(Booking.FAILED, find("a").state());
        assertEquals(
                "refused no such template 1",
                text("select failure || ' ' || reason || ' ' || attempts from quarantine"));
        clock.forward(Duration.ofDays(1));
        assertEquals(List.of(), ids(ledger.lease(LESSON, 1, LEASE)), "it is not tried again by itself");

        accept(wanted("a", "Algebra II"));
        assertEquals(0, count("quarantine"));
        assertEquals(List.of("a"), ids(ledger.lease(LESSON, 1, LEASE)));
    }

    @Test
    void aBookingThatIsStuckTwiceStandsInQuarantineOnce() throws Exception {
        accept(wanted("a", "Algebra"));
        conclude(ledger, new Outcome.Quarantined(ledger.lease(LESSON, 1, LEASE).get(0), "refused", "first reason"));
        ledger.hint(LESSON, "a");
        conclude(ledger, new Outcome.Quarantined(ledger.lease(LESSON, 1, LEASE).get(0), "refused", "second reason"));

        assertEquals("second reason", text("select reason from quarantine"));
    }

    @Test
    void whatIsStuckInAVersionThatIsNoLongerWantedIsNoCaseForAPerson() throws Exception {
        accept(wanted("a", "Forbidden title"));
        Booking booking = ledger.lease(LESSON, 1, LEASE).get(0);
        accept(wanted("a", "Allowed title"));

        conclude(ledger, new Outcome.Quarantined(booking, "refused", "the title is forbidden"));
        assertEquals(0, count("quarantine"));
        assertEquals(Booking.PENDING, find("a").state());
        assertNull(find("a").problem());
        assertEquals(List.of("a"), ids(ledger.lease(LESSON, 1, LEASE)));
    }

    @Test
    void aReplayedBookingStartsAnew() throws Exception {
        accept(wanted("a", "Algebra"));
        conclude(ledger, new Outcome.Quarantined(ledger.lease(LESSON, 1, LEASE).get(0), "refused", "no"));
        try (Connection connection = database.getConnection()) {
            ledger.startAnew(connection, Collections.singletonList(new String[] {LESSON, "a"}));
        }

        Booking again = ledger.lease(LESSON, 1, LEASE).get(0);
        assertEquals(0, again.attempts());
        assertEquals(Booking.PENDING, again.state());
    }

    @Test
    void batchesThatTouchTheSameRowsInAnyOrderDoNotHarmEachOther() throws Exception {
        ledger.acceptAll(changes(60).iterator());
        List<Booking> leased = ledger.lease(LESSON, 60, Duration.ofHours(1));
        Random random = new Random(7);

        inParallel(4, worker -> {
            for (int turn = 0; turn < 15; turn++) {
                List<Booking> shuffled = new ArrayList<>(leased);
                synchronized (random) {
                    Collections.shuffle(shuffled, random);
                }
                if (worker == 0) {
                    assertEquals(List.of(), ledger.renew(shuffled, Duration.ofHours(1)));
                } else {
                    int round = turn;
                    Ledger mine = worker == 1 ? ledger : replica;
                    List<CompletableFuture<Accepted>> answers = shuffled.stream()
                            .map(booking -> mine.accept(wanted(booking.id(), worker + " in round " + round))
                                    .toCompletableFuture())
                            .toList();
                    for (CompletableFuture<Accepted> answer : answers) {
                        assertTrue(answer.get(30, SECONDS).changed());
                    }
                }
            }
        });
        assertEquals(1 + 3 * 15, find(leased.get(0).id()).version());
    }

    // What the world tells

    @Test
    void aHintMakesABookingDueButNotOneInHand() throws Exception {
        accept(wanted("a", "Algebra"));
        settle("a", "room-1");

        assertTrue(ledger.hint(LESSON, "a"));
        assertEquals(List.of("a"), ids(ledger.lease(LESSON, 1, LEASE)));
        assertTrue(ledger.hint(LESSON, "a"));
        assertEquals(List.of(), ids(replica.lease(LESSON, 1, LEASE)));
        assertFalse(ledger.hint(LESSON, "never-heard-of"));
    }

    @Test
    void onlyBookingsWhoseRoomIsMissingAndCanBeExpectedAreHinted() throws Exception {
        for (String id : List.of("there", "missing", "cancelled", "just-made")) {
            accept(wanted(id, "Algebra"));
        }
        settle("there", "room-1");
        settle("missing", "room-2");
        settle("cancelled", "room-3");
        accept(new Change.Cancelled(LESSON, "cancelled"));
        settle("cancelled", "room-3");
        clock.forward(Duration.ofSeconds(1));
        Instant asked = clock.instant();
        clock.forward(Duration.ofSeconds(1));
        settle("just-made", "room-4");

        assertEquals(1, ledger.hintMissing(VENDOR, List.of("room-1", "foreign"), asked, 10));
        assertEquals(List.of("missing"), ids(ledger.lease(LESSON, 10, LEASE)));
    }

    // Rooms of past lessons

    private Booking retention(String id) throws Exception {
        accept(new Change.Wanted(
                Booking.RETENTION, id, VENDOR, wanted(id, "Algebra").document()));
        return ledger.lease(Booking.RETENTION, 10, LEASE).get(0);
    }

    @Test
    void aRoomThatIsToBeDeletedChangesHandsInOneCommitAndOutlivesACrash() throws Exception {
        accept(wanted("a", "Algebra"));
        settle("a", "r-a");
        assertTrue(ledger.takeRoom(find("a"), retention("a")));

        assertTrue(find("a").seen().room().isEmpty());
        assertEquals(clock.instant(), find("a").seen().retiredAt().orElseThrow());
        assertNull(text("select vendor_object from booking where kind = 'lesson'"));
        clock.forward(LEASE.plusSeconds(1));
        Booking next = replica.lease(Booking.RETENTION, 10, LEASE).get(0);
        assertEquals(room("r-a"), next.seen().json().get("deleting"));
    }

    @Test
    void aRoomIsNotTakenFromALessonInHandOrChangedOrFromWhoLostTheLease() throws Exception {
        accept(wanted("a", "Algebra"));
        settle("a", "r-a");
        Booking lesson = find("a");
        Booking taker = retention("a");
        accept(wanted("a", "Algebra II"));
        assertFalse(ledger.takeRoom(lesson, taker));
        Booking inHand = ledger.lease(LESSON, 10, LEASE).get(0);
        assertFalse(ledger.takeRoom(find("a"), taker));
        conclude(ledger, new Outcome.Settled(inHand, null, null));
        clock.forward(LEASE.plusSeconds(1));
        Booking other = replica.lease(Booking.RETENTION, 10, LEASE).get(0);
        assertFalse(ledger.takeRoom(find("a"), taker));
        assertEquals(room("r-a"), find("a").seen().room().orElseThrow());
        assertTrue(replica.takeRoom(find("a"), other));
    }

    @Test
    void roomsOfPastLessonsAreListedOnceInPagesUntilTheyAreGone() throws Exception {
        for (String id : List.of("a", "b", "c", "without")) {
            accept(wanted(id, "Algebra"));
        }
        for (String id : List.of("a", "b", "c")) {
            settle(id, "r-" + id);
        }
        Instant end = find("a").endsAt();
        List<Booking> first = ledger.pastRooms(end, null, 2);
        assertEquals(List.of("a", "b"), ids(first));
        assertEquals(List.of("c"), ids(ledger.pastRooms(end, "b", 2)));
        assertEquals(List.of(), ids(ledger.pastRooms(end.minusMillis(1), null, 2)));
        ledger.takeRoom(find("a"), retention("a"));
        assertEquals(List.of("b", "c"), ids(ledger.pastRooms(end, null, 10)));
    }

    @Test
    void waitingForItsTimeIsNoAttempt() throws Exception {
        accept(wanted("a", "Algebra"));
        Booking booking = ledger.lease(LESSON, 10, LEASE).get(0);
        conclude(ledger, new Outcome.Waiting(booking, Duration.ofMinutes(5)));
        assertEquals(0, find("a").attempts());
        assertEquals(List.of(), ledger.lease(LESSON, 10, LEASE));
        assertEquals(Set.of("a"), ledger.waiting(LESSON, List.of("a", "b")));
        clock.forward(Duration.ofMinutes(5));
        assertEquals(List.of("a"), ids(ledger.lease(LESSON, 10, LEASE)));
    }

    @Test
    void notMoreThanAskedForAreHinted() throws Exception {
        ledger.acceptAll(changes(5).iterator());
        for (Booking booking : ledger.lease(LESSON, 5, LEASE)) {
            booking.seen().roomIs(room("room of " + booking.id()), room("sent"));
            conclude(ledger, new Outcome.Settled(booking, null, null));
        }
        clock.forward(Duration.ofSeconds(1));

        assertEquals(2, ledger.hintMissing(VENDOR, List.of(), clock.instant(), 2));
    }

    @Test
    void pagesFollowEachOtherWithoutGapsOrDoubles() throws Exception {
        Random random = new Random(11);
        List<Change> many = new ArrayList<>();
        for (int i = 0; i < 97; i++) {
            String id = "l-" + random.nextInt(1_000_000) + "-" + i;
            String start = "2026-11-23T09:%02d:00+03:00".formatted(random.nextInt(4));
            many.add(new Change.Wanted(
                    LESSON, id, VENDOR, Documents.document(id, "Page").put("startsAt", start)));
        }
        ledger.acceptAll(many.iterator());

        for (int limit : new int[] {1, 7, 50, 97, 200}) {
            List<String> seen = new ArrayList<>();
            String after = null;
            List<Booking> page;
            do {
                page = ledger.list(new Listing(LESSON, null, null, null, null, after, limit));
                seen.addAll(ids(page));
                if (!page.isEmpty()) {
                    Booking last = page.get(page.size() - 1);
                    after = new Cursor(last.startsAt(), last.id()).toString();
                }
            } while (page.size() == limit);
            assertEquals(97, seen.size(), "pages of " + limit);
            assertEquals(97, new HashSet<>(seen).size(), "pages of " + limit);
        }
    }

    @Test
    void wordsAreFoundLiterallyWhateverTheyContain() throws Exception {
        for (String title : List.of("100% sure", "100 times", "a_b", "axb", "o'clock", "What!")) {
            accept(wanted("id of " + title, title));
        }

        for (String word : List.of("100%", "a_b", "o'clock", "what!")) {
            List<Booking> found = ledger.list(new Listing(LESSON, null, null, null, word, null, 10));
            assertEquals(1, found.size(), word);
        }
    }

    @Test
    void lessonsAreCountedByState() throws Exception {
        ledger.acceptAll(changes(3).iterator());
        settle("many-0000", "room-1");

        assertEquals(java.util.Map.of(Booking.PENDING, 2L, Booking.READY, 1L), ledger.countByState(LESSON));
    }

    // Helpers

    private Accepted accept(Change change) throws Exception {
        return accept(ledger, change);
    }

    private static Accepted accept(Ledger where, Change change) throws Exception {
        return where.accept(change).toCompletableFuture().get(30, SECONDS);
    }

    private static Booking conclude(Ledger where, Outcome outcome) throws Exception {
        return where.conclude(outcome).toCompletableFuture().get(30, SECONDS);
    }

    /** Leases until it has this one, gives the others back, and concludes it with a room. */
    private void settle(String id, String room) throws Exception {
        List<Booking> leased = new ArrayList<>(ledger.lease(LESSON, 100, LEASE));
        Booking booking =
                leased.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        leased.remove(booking);
        ledger.giveBack(leased);
        booking.seen().roomIs(room(room), JsonNodeFactory.instance.objectNode());
        assertNotNull(conclude(ledger, new Outcome.Settled(booking, null, null)));
    }

    private Booking find(String id) throws SQLException {
        return ledger.find(LESSON, id).orElseThrow();
    }

    private static List<String> ids(List<Booking> bookings) {
        return bookings.stream().map(Booking::id).toList();
    }

    private static Stream<Change> many(int count) {
        return IntStream.range(0, count).mapToObj(i -> wanted("many-%04d".formatted(i), "One of many"));
    }

    private static List<Change> changes(int count) {
        return many(count).toList();
    }

    private long count(String table) throws SQLException {
        return Long.parseLong(text("select count(*) from " + table));
    }

    private String text(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            String text = result.getString(1);
            assertFalse(result.next(), "one row expected of: " + query);
            return text;
        }
    }

    private interface Work {
        void of(int worker) throws Exception;
    }

    private static void inParallel(int workers, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<CompletableFuture<Void>> all = IntStream.range(0, workers)
                    .mapToObj(worker -> CompletableFuture.runAsync(
                            () -> {
                                try {
                                    work.of(worker);
                                } catch (Exception failed) {
                                    throw new IllegalStateException(failed);
                                }
                            },
                            pool))
                    .toList();
            for (CompletableFuture<Void> one : all) {
                one.get(60, SECONDS);
            }
        } finally {
            pool.shutdown();
        }
    }

    /** A worker that only listens, and begins nothing unless it is given room. */
    private final class Listener implements Signals.Worker {
        @Override
        public String kind() {
            return LESSON;
        }

        private final List<Booking> begun = new CopyOnWriteArrayList<>();
        private volatile int room;

        @Override
        public void due(Instant when) {
            heard.add(when);
        }

        @Override
        public int room() {
            return room;
        }

        @Override
        public Duration lease() {
            return LEASE;
        }

        @Override
        public void begin(Booking booking, Instant until) {
            assertEquals(clock.instant().plus(LEASE), until);
            begun.add(booking);
        }
    }
}

package org.convene.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.convene.booking.Booking;
import org.convene.booking.Change;
import org.convene.booking.Ledger;
import org.convene.join.JoinTokens;
import org.convene.ops.Settings;
import org.convene.terminal.visit.RoomVisits;

/**
 * From what was read of a calendar to changes of the ledger: meetings that are wanted, and those that are not wanted any
 * more. Meetings are stored before the events they come from, and the events before the place where the next question
 * begins; so a crash only makes the hub read and store the same again.
 */
@Singleton
public class MeetingPlans {
    private final CalendarEvents events;
    private final Ledger ledger;
    private final JoinTokens tokens;
    private final Clock clock;
    private final Duration horizon;
    private final String vendor;

    public MeetingPlans(CalendarEvents events, Ledger ledger, JoinTokens tokens, Clock clock, Settings settings) {
        this.events = events;
        this.ledger = ledger;
        this.tokens = tokens;
        this.clock = clock;
        this.horizon = settings.duration("convene.meetings.horizon");
        this.vendor = settings.text("convene.meetings.vendor");
    }

    /** The batch in hand. */
    void store(Sync sync) throws SQLException {
        Instant now = clock.instant();
        Map<String, List<KnownEvent>> copies =
                events.byKey(sync.batch().stream().map(Reading::key).distinct().toList());
        List<KnownEvent> rows = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Reading reading : sync.batch()) {
            boolean copied =
                    isCopied(reading, copies.getOrDefault(reading.key(), List.of())) || !taken.add(reading.key());
            KnownEvent row = reading.row(
                    now,
                    horizon,
                    copied,
                    tokens.eventLink(reading.key()),
                    sync.collection().writable());
            rows.add(row);
            if (!copied && reading.problem().isEmpty()) {
                changes.addAll(changes(sync.calendar(), reading, row, now));
            }
        }
        if (sync.isPlan()) {
            explain(sync, changes, "the event changed");
        } else {
            events.write(promises(sync, rows, now));
            ledger.acceptAll(changes.iterator());
            events.write(rows);
        }
    }

    /**
     * Rows that will have more meetings than they had, as they are to be kept until those are stored: a crash in between
     * must leave no meeting that no event knows of.
     */
    private static List<KnownEvent> promises(Sync sync, List<KnownEvent> rows, Instant now) {
        Map<Long, KnownEvent> before = sync.batch().stream()
                .flatMap(reading -> reading.known().stream())
                .collect(Collectors.toMap(KnownEvent::no, Function.identity()));
        return rows.stream()
                .filter(row -> !row.knownTo(before.get(row.no())))
                .map(row -> row.unfinished(Optional.ofNullable(before.get(row.no())), now))
                .toList();
    }

    /** An event in two calendars (its organizer's and a guest's) makes one meeting; whoever was known first makes it. */
    private static boolean isCopied(Reading reading, List<KnownEvent> copies) {
        return copies.stream()
                .filter(KnownEvent::meets)
                .findFirst()
                .filter(first -> reading.known().map(KnownEvent::no).orElse(Long.MAX_VALUE) != first.no())
                .isPresent();
    }

    private List<Change> changes(CalendarSettings calendar, Reading reading, KnownEvent row, Instant now) {
        List<Change> changes = new ArrayList<>();
        reading.meetings().forEach((recurrence, meeting) -> {
            String id = row.booking(recurrence);
            boolean known = reading.known()
                    .filter(before -> before.meetings().containsKey(recurrence))
                    .isPresent();
            Optional<ObjectNode> visit = RoomVisits.visit(meeting);
            Optional<ObjectNode> run =
                    calendar.autoRun() || visit.isPresent() ? Optional.of(MeetingRuns.run(meeting)) : Optional.empty();
            changes.add(new Change.Wanted(Booking.MEETING, id, vendor, meeting));
            besides(Booking.RUN, id, run, known).ifPresent(changes::add);
            besides(Booking.VISIT, id, visit, known).ifPresent(changes::add);
        });
        reading.known()
                .ifPresent(known -> changes.addAll(cancelled(
                        known,
                        known.uid().equals(row.uid()) ? reading.meetings().keySet() : Set.of(),
                        now)));
        return changes;
    }

    /** The event's meetings that are neither over nor among {@code wanted}. */
    private static List<Change> cancelled(KnownEvent known, Set<String> wanted, Instant now) {
        List<Change> changes = new ArrayList<>();
        known.meetings().forEach((recurrence, end) -> {
            if (end.isAfter(now) && !wanted.contains(recurrence)) {
                changes.add(new Change.Cancelled(Booking.MEETING, known.booking(recurrence)));
                changes.add(new Change.Cancelled(Booking.RUN, known.booking(recurrence)));
                changes.add(new Change.Cancelled(Booking.VISIT, known.booking(recurrence)));
            }
        });
        return changes;
    }

    /** What vanished from the calendar. Another calendar's copy of an event takes its meetings over. */
    void leave(Sync sync) throws SQLException {
        if (sync.vanished().isEmpty() || sync.held() > 0) {
            return;
        }
        Instant now = clock.instant();
        Map<String, KnownEvent> gone = events.byHref(sync.calendar().name(), sync.vanished());
        Map<String, List<KnownEvent>> copies = events.byKey(
                gone.values().stream().map(KnownEvent::uid).distinct().toList());
        List<Change> changes = new ArrayList<>();
        List<KnownEvent> heirs = new ArrayList<>();
        for (KnownEvent event : gone.values()) {
            KnownEvent heir = copies.get(event.uid()).stream()
                    .filter(copy -> copy.meets() && !gone.containsValue(copy))
                    .findFirst()
                    .orElse(null);
            if (heir == null) {
                changes.addAll(cancelled(event, Set.of(), now));
            } else if (heir.meetings().isEmpty()) {
                heirs.add(heir.inheriting(event.meetings(), now));
            }
        }
        if (sync.isPlan()) {
            explain(sync, changes, "the event is gone from the calendar");
        } else {
            ledger.acceptAll(changes.iterator());
            events.write(heirs);
            events.leave(gone.values());
        }
    }

    /** What goes with a meeting, or went with it until the event was changed. */
    private Optional<Change> besides(String kind, String id, Optional<ObjectNode> wanted, boolean known) {
        if (wanted.isPresent()) {
            return Optional.of(new Change.Wanted(kind, id, vendor, wanted.get()));
        }
        return known ? Optional.of(new Change.Cancelled(kind, id)) : Optional.empty();
    }

    /** Who, what, before, after and why, of every change that would change something. */
    private void explain(Sync sync, List<Change> changes, String why) throws SQLException {
        Map<String, Booking> known = new HashMap<>(ledger.findAll(
                Booking.MEETING, changes.stream().map(Change::id).distinct().toList()));
        for (Change change : changes) {
            if (!change.kind().equals(Booking.MEETING)) {
                continue;
            }
            Booking before = known.get(change.id());
            if (change instanceof Change.Wanted wanted) {
                if (before == null || before.cancelled() || !wanted.document().equals(before.desired())) {
                    item(sync, before == null || before.cancelled() ? "create" : "change", change, before, why)
                            .set("after", wanted.document());
                }
            } else if (before != null && !before.cancelled()) {
                item(sync, "cancel", change, before, why);
            }
        }
    }

    private static ObjectNode item(Sync sync, String what, Change change, Booking before, String why) {
        JsonNode meeting = change instanceof Change.Wanted wanted ? wanted.document() : before.desired();
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("what", what)
                .put("id", change.id())
                .put("title", meeting.path("title").asText())
                .put("startsAt", meeting.path("startsAt").asText())
                .put("why", what.equals("create") ? "the event should be a meeting" : why);
        if (before != null && !what.equals("create")) {
            item.set("before", before.desired());
        }
        sync.planned().add(item);
        return item;
    }
}

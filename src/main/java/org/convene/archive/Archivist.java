package org.convene.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.convene.archive.transfer.ObjectName;
import org.convene.archive.transfer.Transfers;
import org.convene.attendance.AttendanceSheets;
import org.convene.booking.Attempts;
import org.convene.booking.Bench;
import org.convene.booking.Booking;
import org.convene.booking.Change.Outcome;
import org.convene.booking.Hints;
import org.convene.booking.Ledger;
import org.convene.delivery.Deliveries;
import org.convene.ops.Settings;
import org.convene.vendor.VendorFailure;

/**
 * What the routes of {@code archive.camel.yaml} ask and tell about one lesson's archive, which they carry in the variable
 * {@code work}. Decides nothing by itself beyond what {@link Archiving} finds.
 */
@Singleton
@Named("archivist")
public class Archivist implements Bench {
    private static final String WORK = "work";
    /** Somebody may come back into the room after the lesson, and the vendor may not tell. */
    private static final Duration LATE_LOOK = Duration.ofHours(24);

    /** Where nobody came at all, they may only be late. */
    private static final List<Duration> LATER_LOOKS =
            List.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6), LATE_LOOK);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private final Ledger ledger;
    private final Hints hints;
    private final Attempts attempts;
    private final Transfers transfers;
    private final AttendanceSheets sheets;
    private final Deliveries deliveries;
    private final Clock clock;
    private final ObjectMapper json;
    private final Duration settle;
    private final Duration giveUp;

    public Archivist(
            Ledger ledger,
            Hints hints,
            Attempts attempts,
            Transfers transfers,
            AttendanceSheets sheets,
            Deliveries deliveries,
            Clock clock,
            ObjectMapper json,
            Settings settings) {
        this.ledger = ledger;
        this.hints = hints;
        this.attempts = attempts;
        this.transfers = transfers;
        this.sheets = sheets;
        this.deliveries = deliveries;
        this.clock = clock;
        this.json = json;
        this.settle = settings.duration("convene.archive.settle");
        this.giveUp = settings.duration("convene.archive.give-up");
    }

    @Override
    public String kind() {
        return Booking.ARCHIVE;
    }

    /** Variables {@code work}, {@code vendor}, and {@code roomId} and {@code spaceId} when the lesson has a room. */
    @Override
    public void begin(Exchange exchange, Booking booking) {
        try {
            Booking lesson = ledger.find(Booking.LESSON, booking.id()).orElse(null);
            long heardTo = booking.seen().json().path("hintsTo").asLong();
            Archiving work = new Archiving(booking, lesson, hints.about(booking.id(), heardTo), clock.instant());
            exchange.setVariable(WORK, work);
            exchange.setVariable("vendor", booking.vendor());
            exchange.setVariable("lesson", booking.id());
            exchange.setVariable("roomId", work.room().path("id").asText());
            exchange.setVariable("spaceId", work.room().path("spaceId").asText());
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the ledger cannot be read", unreadable);
        }
    }

    /** Out: variable {@code action}: {@code fetch}, {@code restart} a recording that broke off, or {@code wait}. */
    public void plan(Exchange exchange) {
        Archiving work = work(exchange);
        String action = "wait";
        if (work.recordingBroke() && canRestart(exchange, work.booking().vendor())) {
            action = "restart";
        } else if (work.isOver(settle) && !work.room().isMissingNode()) {
            action = "fetch";
        }
        exchange.setVariable("action", action);
        Instant from = work.booking().startsAt().minus(Duration.ofDays(1));
        exchange.setVariable("from", from.toString());
        exchange.setVariable("to", clock.instant().plus(Duration.ofDays(1)).toString());
    }

    /** A vendor can do what it has a route for. */
    private static boolean canRestart(Exchange exchange, String vendor) {
        return exchange.getContext().getRoute(vendor + ".start-record") != null;
    }

    public List<String> days(Exchange exchange) {
        return work(exchange).days();
    }

    public void calls(Exchange exchange) {
        work(exchange).callsAre(exchange.getMessage().getBody(JsonNode.class));
    }

    public void recordings(Exchange exchange) {
        work(exchange).recordingsAre(exchange.getMessage().getBody(JsonNode.class));
    }

    public ArrayNode missingReports(Exchange exchange) {
        return work(exchange).missingReports();
    }

    public ArrayNode readyRecordings(Exchange exchange) {
        return work(exchange).readyRecordings();
    }

    /** In: {@code {callId, format}} or {@code {recordId, size}}. Out: variables of those names, for paths. */
    public void begins(Exchange exchange) {
        exchange.getMessage()
                .getBody(JsonNode.class)
                .properties()
                .forEach(item ->
                        exchange.setVariable(item.getKey(), item.getValue().asText()));
    }

    /** In: a report as it came. Kept as it is; out: the JSON of a JSON report, else nothing. */
    public CompletionStage<JsonNode> report(Exchange exchange) throws VendorFailure {
        Archiving work = work(exchange);
        String call = exchange.getVariable("callId", String.class);
        String format = exchange.getVariable("format", String.class);
        byte[] bytes = exchange.getMessage().getBody(byte[].class);
        JsonNode report = format.equals("json") ? parsed(bytes) : null;
        if (bytes == null || bytes.length == 0) {
            throw new VendorFailure.NotFound("the report is empty, so it is not ready yet");
        }
        return transfers
                .store(bytes, ObjectName.report(work.booking().id(), call, format), facts(work, "callId", call))
                .thenApply(receipt -> {
                    work.archived(call, format, receipt.kept(clock.instant()));
                    return report;
                });
    }

    private JsonNode parsed(byte[] bytes) throws VendorFailure {
        try {
            JsonNode report = bytes == null ? null : json.readTree(bytes);
            if (report == null || report.isMissingNode()) {
                throw new VendorFailure.NotFound("the report is empty, so it is not ready yet");
            }
            return report;
        } catch (IOException noJson) {
            throw new VendorFailure.Down("the report is no JSON");
        }
    }

    /**
     * In: who was there, as the report's mapping says. A report that names nobody, soon after a call that somebody was in,
     * is fetched again.
     */
    public void presence(Exchange exchange) {
        Archiving work = work(exchange);
        String call = exchange.getVariable("callId", String.class);
        JsonNode presence = exchange.getMessage().getBody(JsonNode.class);
        if (presence.isEmpty() && work.mayStillFill(call)) {
            work.notYet(call, "json");
        } else {
            work.presenceIs(call, presence);
        }
    }

    /** In: {@code {url}}, a link that is good for a day. Out: nothing, once the recording is in storage, whole. */
    public CompletionStage<Void> recording(Exchange exchange) throws VendorFailure {
        Archiving work = work(exchange);
        String id = exchange.getVariable("recordId", String.class);
        JsonNode recording = work.recordingOf(id);
        URI link = link(exchange.getMessage().getBody(JsonNode.class));
        return transfers
                .fetch(
                        link,
                        recording.path("size").asLong(),
                        ObjectName.recording(work.booking().id(), id),
                        facts(work, "recordId", id))
                .thenAccept(receipt -> work.archived(id, receipt.kept(clock.instant())));
    }

    private static URI link(JsonNode answer) throws VendorFailure {
        try {
            return URI.create(answer.path("url").asText());
        } catch (IllegalArgumentException noAddress) {
            throw new VendorFailure.Down("the vendor's link to the recording is no address");
        }
    }

    private Map<String, String> facts(Archiving work, String name, String id) {
        return Map.of("lesson", work.booking().id(), "vendor", work.booking().vendor(), name, id);
    }

    /** One item's failure waits until the others are done. */
    public void remember(Exchange exchange) {
        work(exchange).failed(Attempts.failure(exchange));
    }

    /** The recording could not be started again. */
    public void notRestarted(Exchange exchange) {
        work(exchange).restartFailed(Attempts.failure(exchange));
    }

    /** What the archive has is told to the LMS: before it is written that nothing is left to do, so it cannot be lost. */
    public CompletionStage<Void> handOver(Exchange exchange) throws SQLException {
        Archiving work = work(exchange);
        if (work.lesson() == null || !deliveries.areWanted()) {
            return CompletableFuture.completedFuture(null);
        }
        JsonNode seen = work.booking().seen().json();
        CompletionStage<Void> told = CompletableFuture.completedFuture(null);
        if (work.hasPresence()) {
            told = tellAttendance(work.lesson(), seen);
        }
        if (!work.hasEveryRecording()) {
            return told;
        }
        ObjectNode recordings = JsonNodeFactory.instance
                .objectNode()
                .put("lesson", work.booking().id());
        recordings.set("recordings", ArchiveViews.recordings(seen));
        return told.thenCompose(first -> deliveries.tell(work.lesson(), "recordings.ready", recordings));
    }

    private CompletionStage<Void> tellAttendance(Booking lesson, JsonNode seen) throws SQLException {
        JsonNode attendance = sheets.view(lesson, seen);
        return attendance.path("complete").asBoolean()
                ? deliveries.tell(lesson, "attendance.ready", attendance)
                : CompletableFuture.completedFuture(null);
    }

    /** Complete, or again later; after a time that nobody should have to wait longer than, a person's turn. */
    public CompletionStage<Booking> settle(Exchange exchange) {
        return attempts.conclude(exchange, outcome(work(exchange)));
    }

    private Outcome outcome(Archiving work) {
        Instant now = clock.instant();
        Booking booking = work.booking();
        String note = work.note();
        Instant due = work.endsAt().plus(settle);
        if (work.restartFailure() != null) {
            return brokenRecording(work, due);
        }
        if (work.gravest() != null && note != null) {
            return work.gravest() instanceof VendorFailure.Refused refused
                    ? new Outcome.Quarantined(booking, refused.kind(), note + ": " + refused.getMessage())
                    : attempts.postponed(booking, work.gravest());
        }
        if (note != null) {
            return now.isAfter(due.plus(giveUp))
                    ? new Outcome.Quarantined(booking, "incomplete", note)
                    : new Outcome.Postponed(booking, pause(booking.attempts()), "incomplete", note);
        }
        if (now.isBefore(due)) {
            return new Outcome.Waiting(booking, Duration.between(now, due));
        }
        work.isComplete();
        List<Duration> looks = work.hadCalls() ? List.of(LATE_LOOK) : LATER_LOOKS;
        Instant next =
                looks.stream().map(due::plus).filter(now::isBefore).findFirst().orElse(null);
        return new Outcome.Settled(booking, next, null);
    }

    /** The recording runs again. */
    public void restarted(Exchange exchange) {
        work(exchange).noMoreRestarts();
    }

    /** Tried again while the lesson runs, unless the vendor says no. Its archive is waited for in any case. */
    private Outcome brokenRecording(Archiving work, Instant due) {
        VendorFailure failure = work.restartFailure();
        String words = "the recording broke off and was not started again: " + failure.getMessage();
        Duration untilDue = Duration.between(clock.instant(), due);
        if (failure instanceof VendorFailure.Refused || failure instanceof VendorFailure.NotFound) {
            work.noMoreRestarts();
            return new Outcome.Waiting(work.booking(), untilDue, failure.kind(), words);
        }
        Duration pause = Attempts.pause(work.restarts() - 1, failure);
        return new Outcome.Waiting(
                work.booking(), pause.compareTo(untilDue) < 0 ? pause : untilDue, failure.kind(), words);
    }

    private static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Not now; what is missing is noted all the same. */
    public CompletionStage<Booking> postpone(Exchange exchange) {
        work(exchange).note();
        return attempts.postpone(exchange);
    }

    /** Not without a person; what is missing is noted all the same. */
    public CompletionStage<Booking> quarantine(Exchange exchange) {
        work(exchange).note();
        return attempts.quarantine(exchange);
    }

    private static Archiving work(Exchange exchange) {
        return exchange.getVariable(WORK, Archiving.class);
    }
}

package org.convene.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.convene.archive.transfer.Transfers;
import org.convene.audit.Act;
import org.convene.audit.AuditTrail;
import org.convene.audit.AuditedChange;
import org.convene.booking.Attempts;
import org.convene.booking.Bench;
import org.convene.booking.Booking;
import org.convene.booking.Change.Outcome;
import org.convene.booking.Ledger;
import org.convene.retention.RoomVerdict.Fate;

/**
 * What the routes of {@code retention.camel.yaml} ask and tell about the room of one past lesson. The room is taken from its
 * lesson before it is deleted, and stands in {@code seen} as {@code deleting} until it is gone: so a crash forgets no room,
 * and a lesson that is moved into the future meanwhile gets a new one and never this.
 */
@Singleton
@Named("retention")
public class Retention implements Bench {
    private static final Duration LESSON_IN_HAND = Duration.ofSeconds(30);
    private static final String VERDICT = "verdict";

    private final Ledger ledger;
    private final RoomJudge judge;
    private final Transfers transfers;
    private final Attempts attempts;
    private final Optional<Duration> roomsAfter;
    private final AuditTrail trail;
    private final Clock clock;

    Retention(
            Ledger ledger,
            RoomJudge judge,
            Transfers transfers,
            Attempts attempts,
            RetentionSettings settings,
            AuditTrail trail,
            Clock clock) {
        this.ledger = ledger;
        this.judge = judge;
        this.transfers = transfers;
        this.attempts = attempts;
        this.roomsAfter = settings.roomsAfter();
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Booking.RETENTION;
    }

    /** Variables {@code vendor} and {@code lesson}. */
    @Override
    public void begin(Exchange exchange, Booking booking) {
        exchange.setVariable("vendor", booking.vendor());
        exchange.setVariable("lesson", booking.id());
    }

    /**
     * Out: variable {@code action}: {@code delete} a room that was taken from its lesson before, {@code verify} that storage
     * has everything, or {@code keep} the room, since the lesson has moved or something is missing by now.
     */
    public void plan(Exchange exchange) throws SQLException {
        Booking booking = Attempts.booking(exchange);
        if (booking.seen().json().has("deleting")) {
            delete(exchange, booking);
            return;
        }
        RoomVerdict verdict = verdict(booking);
        exchange.setVariable(VERDICT, verdict);
        exchange.setVariable("action", verdict != null && verdict.fate() == Fate.DELETE ? "verify" : "keep");
    }

    private RoomVerdict verdict(Booking booking) throws SQLException {
        Booking lesson = ledger.find(Booking.LESSON, booking.id()).orElse(null);
        if (lesson == null || lesson.cancelled() || lesson.seen().room().isEmpty()) {
            return null;
        }
        return judge.judge(List.of(lesson), roomsAfter).get(0);
    }

    /** Completes when every copy has been read again and is what its receipt says. */
    public CompletionStage<Void> verify(Exchange exchange) {
        return transfers.verify(verdict(exchange).copies().receipts());
    }

    /** Takes the room from its lesson, for good. Out: variable {@code action}: {@code delete}, or {@code later}. */
    public void take(Exchange exchange) throws SQLException {
        Booking booking = Attempts.booking(exchange);
        if (ledger.takeRoom(verdict(exchange).lesson(), booking)) {
            delete(exchange, booking);
        } else {
            exchange.setVariable("action", "later");
        }
    }

    private static RoomVerdict verdict(Exchange exchange) {
        return exchange.getVariable(VERDICT, RoomVerdict.class);
    }

    /** The room is named by variables, as everywhere. */
    private static void delete(Exchange exchange, Booking booking) {
        JsonNode room = booking.seen().json().path("deleting");
        exchange.setVariable("roomId", room.path("id").asText());
        exchange.setVariable("spaceId", room.path("spaceId").asText());
        exchange.setVariable("action", "delete");
        exchange.getMessage().setBody("");
    }

    /** The vendor has no such room any more. */
    public void gone(Exchange exchange) throws SQLException {
        Booking booking = Attempts.booking(exchange);
        ObjectNode seen = booking.seen().json();
        seen.set("deleted", seen.remove("deleting"));
        seen.put("deletedAt", clock.instant().toString());
        trail.add(Act.now(), "lessons/" + booking.id() + "/room", AuditedChange.DONE, seen.get("deleted"), null);
    }

    /** Done; or again in a while, when somebody else was at work on the lesson. */
    public CompletionStage<Booking> settle(Exchange exchange) {
        Booking booking = Attempts.booking(exchange);
        return attempts.conclude(
                exchange,
                "later".equals(exchange.getVariable("action", String.class))
                        ? new Outcome.Waiting(booking, LESSON_IN_HAND)
                        : new Outcome.Settled(booking, null, null));
    }

    /** Somebody else has deleted it, which is as good. */
    public CompletionStage<Booking> goneBefore(Exchange exchange) throws SQLException {
        if (Attempts.booking(exchange).seen().json().has("deleting")) {
            gone(exchange);
            return settle(exchange);
        }
        return attempts.postpone(exchange);
    }
}

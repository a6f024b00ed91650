package org.convene.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.convene.booking.Attempts;
import org.convene.booking.Bench;
import org.convene.booking.Booking;
import org.convene.booking.Change.Outcome;
import org.convene.booking.Ledger;
import org.convene.ops.Settings;
import org.convene.vendor.VendorFailure;

/**
 * Conferences that start and stop by themselves. Each has a row of the kind {@code run} beside its meeting, due at its
 * start and again after its end; a hub that comes late starts what is still going on.
 */
@Singleton
@Named("meetingRuns")
public class MeetingRuns implements Bench {
    /** A conference that should begin is looked for often. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final String STOPPED = "stopped";

    private final Ledger ledger;
    private final Attempts attempts;
    private final Clock clock;
    private final Duration stopAfter;

    public MeetingRuns(Ledger ledger, Attempts attempts, Clock clock, Settings settings) {
        this.ledger = ledger;
        this.attempts = attempts;
        this.clock = clock;
        this.stopAfter = settings.duration("convene.meetings.stop-after");
    }

    /** What a meeting's row says of when it runs. */
    static ObjectNode run(JsonNode meeting) {
        ObjectNode run = JsonNodeFactory.instance.objectNode();
        for (String field : new String[] {"id", "title", "startsAt", "endsAt"}) {
            run.set(field, meeting.path(field));
        }
        return run;
    }

    @Override
    public String kind() {
        return Booking.RUN;
    }

    /** Variables {@code vendor}, {@code roomId} once there is a conference, and {@code action}: run, stop or wait. */
    @Override
    public void begin(Exchange exchange, Booking booking) {
        exchange.setVariable("vendor", booking.vendor());
        exchange.setVariable(Booking.MEETING, booking.id());
    }

    /** Out: variable {@code action}: {@code run}, {@code stop} or {@code wait}; and {@code roomId}. */
    public void plan(Exchange exchange) throws SQLException, VendorFailure {
        Booking booking = Attempts.booking(exchange);
        Booking meeting = ledger.find(Booking.MEETING, booking.id()).orElse(null);
        JsonNode room = meeting == null ? null : meeting.seen().room().orElse(null);
        String action = action(booking, meeting);
        if (action.equals("run") && room == null) {
            throw new VendorFailure.Busy("The conference that should begin is not there yet.", SOON);
        }
        exchange.setVariable("action", room == null ? "wait" : action);
        exchange.setVariable("roomId", room == null ? "" : room.path("id").asText());
        exchange.getMessage().setBody(null);
    }

    private String action(Booking booking, Booking meeting) {
        Instant now = clock.instant();
        if (booking.cancelled() || meeting == null || meeting.cancelled() || now.isBefore(booking.startsAt())) {
            return "wait";
        }
        if (now.isBefore(booking.endsAt())) {
            return ran(booking) ? "wait" : "run";
        }
        boolean over = !now.isBefore(booking.endsAt().plus(stopAfter));
        return over && ran(booking) && !stopped(booking) ? "stop" : "wait";
    }

    public void started(Exchange exchange) {
        Booking booking = Attempts.booking(exchange);
        booking.seen().ran(booking.startsAt());
        booking.seen().json().remove(STOPPED);
    }

    public void stopped(Exchange exchange) {
        Attempts.booking(exchange).seen().json().put(STOPPED, true);
    }

    private static boolean ran(Booking booking) {
        return booking.seen().ranFor(booking.startsAt());
    }

    private static boolean stopped(Booking booking) {
        return booking.seen().json().path(STOPPED).asBoolean();
    }

    /** Until its start, then until some time after its end. */
    public CompletionStage<Booking> settle(Exchange exchange) {
        Booking booking = Attempts.booking(exchange);
        Instant now = clock.instant();
        Instant next = null;
        if (!booking.cancelled() && now.isBefore(booking.startsAt())) {
            next = booking.startsAt();
        } else if (!booking.cancelled() && ran(booking) && !stopped(booking)) {
            next = booking.endsAt().plus(stopAfter);
        }
        return attempts.conclude(exchange, new Outcome.Settled(booking, next, null));
    }

    /** The conference is not there any more: nothing to start or stop until it is made again. */
    public CompletionStage<Booking> gone(Exchange exchange) throws SQLException {
        Booking booking = Attempts.booking(exchange);
        ledger.hint(Booking.MEETING, booking.id());
        boolean useful = clock.instant().isBefore(booking.endsAt()) && !booking.cancelled();
        return attempts.conclude(
                exchange,
                useful
                        ? attempts.postponed(
                                booking, new VendorFailure.Busy("The conference is being made again.", SOON))
                        : new Outcome.Settled(booking, null, null));
    }
}

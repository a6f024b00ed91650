package org.convene.booking;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.convene.booking.Change.Outcome;
import org.convene.vendor.VendorFailure;

/**
 * How an attempt at a booking ends, whatever its kind: patience that grows, a person's turn, a line in the journal. Error
 * policies name it as {@code attempts}; a kind whose endings need more than this has a bean of its own.
 */
@Singleton
@Named("attempts")
public class Attempts {
    /** The booking in hand, an exchange property. */
    static final String BOOKING = "conveneBooking";

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_ERRORS = 8;

    private final Ledger ledger;
    private final Timer durations;

    public Attempts(Ledger ledger, MeterRegistry metrics) {
        this.ledger = ledger;
        this.durations = Timer.builder("convene.reconcile.duration")
                .description("From taking a due booking to having written what came of it")
                .register(metrics);
    }

    /** The booking that the exchange is about. */
    public static Booking booking(Exchange exchange) {
        return exchange.getProperty(BOOKING, Booking.class);
    }

    /**
     * What an error policy caught; one that came later, of a stage, is wrapped. Not one that a route caught before and got over,
     * which Camel leaves among the suppressed.
     */
    public static VendorFailure failure(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        while (cause != null && !(cause instanceof VendorFailure)) {
            cause = cause.getCause();
        }
        return (VendorFailure) cause;
    }

    /** Done, until something changes. */
    public CompletionStage<Booking> settle(Exchange exchange) {
        return conclude(exchange, new Outcome.Settled(booking(exchange), null, null));
    }

    /** Not now. */
    public CompletionStage<Booking> postpone(Exchange exchange) {
        return conclude(exchange, postponed(booking(exchange), failure(exchange)));
    }

    /** Not without a person. */
    public CompletionStage<Booking> quarantine(Exchange exchange) {
        VendorFailure failure = failure(exchange);
        return conclude(exchange, new Outcome.Quarantined(booking(exchange), failure.kind(), failure.getMessage()));
    }

    /** A fault of ours or of a route: tried a few times, then left to a person. */
    public CompletionStage<Booking> stumble(Exchange exchange) {
        Booking booking = booking(exchange);
        Exception fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String problem = "route " + exchange.getProperty(Exchange.FAILURE_ROUTE_ID) + ": "
                + fault.getClass().getSimpleName() + ": " + fault.getMessage();
        return conclude(
                exchange,
                booking.attempts() + 1 < MOST_ERRORS
                        ? new Outcome.Postponed(booking, backoff(booking.attempts()), "fault", problem)
                        : new Outcome.Quarantined(booking, "fault", problem));
    }

    /** Completes after the commit. */
    public CompletionStage<Booking> conclude(Exchange exchange, Outcome outcome) {
        durations.record(Duration.ofMillis(exchange.getClock().elapsed()));
        return ledger.conclude(outcome).thenApply(booking -> {
            if (booking != null) {
                Journal.concluded(outcome, booking);
            }
            return booking;
        });
    }

    /** Not now: again after the time the vendor named, or after a growing one with jitter. */
    public Outcome postponed(Booking booking, VendorFailure failure) {
        return new Outcome.Postponed(booking, pause(booking.attempts(), failure), failure.kind(), failure.getMessage());
    }

    /** How long to wait after so many attempts before: as long as the vendor says, or ever longer, with jitter. */
    public static Duration pause(int attempts, VendorFailure failure) {
        return failure.retryAfter().isZero() ? backoff(attempts) : jittered(failure.retryAfter());
    }

    static Duration backoff(int attempts) {
        long wait = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempts, 20));
        return jittered(Duration.ofMillis(wait));
    }

    /** Between the whole and one and a half of it, so that those who failed together do not return together. */
    private static Duration jittered(Duration wait) {
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 2 + 1));
    }
}

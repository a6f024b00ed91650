package org.convene.booking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.convene.booking.Change.Outcome;
import org.convene.ops.Settings;
import org.convene.vendor.VendorFailure;
import org.convene.vendor.Vendors;

/**
 * What the routes of {@code bookings.camel.yaml} ask and tell about the booking in hand, which they carry in the
 * variable {@code work}. Decides nothing by itself beyond what {@link Reconciliation} finds.
 */
@Singleton
@Named("reconciler")
public class Reconciler implements Bench {
    static final String WORK = "work";
    /** Whether the booking in hand is still ours, a {@code BooleanSupplier}. */
    static final String HELD = "conveneHeld";

    private static final String ANNOTATION = "external-user-meta";

    private final Attempts attempts;
    private final Vendors vendors;
    private final Settings settings;
    private final Clock clock;
    private final Map<String, Boolean> routes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> annotation = new ConcurrentHashMap<>();

    public Reconciler(Attempts attempts, Vendors vendors, Settings settings, Clock clock) {
        this.settings = settings;
        this.attempts = attempts;
        this.vendors = vendors;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Booking.LESSON;
    }

    /** Puts a leased booking into the exchange: variables {@code work}, {@code vendor}, {@code marker}; the body is the
     * wanted document with its settings complete. */
    @Override
    public void begin(Exchange exchange, Booking booking) {
        boolean grants = has(exchange, booking.vendor() + ".access");
        boolean notes = annotates(exchange, booking.vendor());
        Reconciliation work =
                new Reconciliation(booking, vendors.vendor(booking.vendor()), clock.instant(), grants, notes);
        exchange.setVariable(WORK, work);
        exchange.setVariable("vendor", booking.vendor());
        exchange.setVariable(booking.kind(), booking.id());
        exchange.setVariable("marker", Marker.of(booking.kind(), booking.id()));
        booking.seen().room().ifPresent(room -> nameRoom(exchange, room));
        exchange.getMessage().setBody(work.wanted());
    }

    /** A vendor can do what it has a route for. */
    private boolean has(Exchange exchange, String route) {
        return routes.computeIfAbsent(route, id -> exchange.getContext().getRoute(id) != null);
    }

    private boolean annotates(Exchange exchange, String vendor) {
        return has(exchange, vendor + ".annotate")
                && annotation.computeIfAbsent(
                        vendor,
                        name -> settings.optionalText("convene." + name + ".operations." + ANNOTATION)
                                .isPresent())
                && vendors.gate(vendor).has(ANNOTATION);
    }

    /** The vendor's object is named by variables, so that paths and mappings can use them. */
    private static void nameRoom(Exchange exchange, JsonNode room) {
        exchange.setVariable("roomId", room.path("id").asText());
        exchange.setVariable("spaceId", room.path("spaceId").asText());
    }

    /** In: the vendor's description of what is wanted. Out: variable {@code action}, the description as the body. */
    public void plan(Exchange exchange) throws VendorFailure {
        Reconciliation work = work(exchange);
        work.describedAs(exchange.getMessage().getBody(JsonNode.class));
        replan(exchange);
    }

    private static void replan(Exchange exchange) throws VendorFailure {
        BooleanSupplier held = exchange.getProperty(HELD, BooleanSupplier.class);
        if (held != null && !held.getAsBoolean()) {
            throw new VendorFailure.Down("the lease ended before anything was done, somebody else goes on");
        }
        Reconciliation work = work(exchange);
        exchange.setVariable("action", work.action().name().toLowerCase(Locale.ROOT));
        exchange.getMessage().setBody(work.description());
    }

    /**
     * In: the object that carries our marker, or nothing, or {@code {incomplete: words}} when the vendor did not show all it
     * has. Plans again with that knowledge.
     */
    public void found(Exchange exchange) throws VendorFailure {
        JsonNode found = exchange.getMessage().getBody(JsonNode.class);
        if (found != null && found.has("incomplete")) {
            throw new VendorFailure.Refused("Whether it was made before cannot be seen: "
                    + found.path("incomplete").asText() + ". Delete what is not needed there, then replay.");
        }
        work(exchange).found(found);
        work(exchange).booking().seen().room().ifPresent(room -> nameRoom(exchange, room));
        replan(exchange);
    }

    /** In: the object the vendor just made. */
    public void created(Exchange exchange) throws VendorFailure {
        JsonNode room = exchange.getMessage().getBody(JsonNode.class);
        if (room == null || room.path("id").asText("").isEmpty()) {
            throw new VendorFailure.Uncertain("the vendor made something but did not say what");
        }
        work(exchange).roomIs(room);
        nameRoom(exchange, room);
    }

    public void updated(Exchange exchange) {
        work(exchange).roomIsAsDescribed();
    }

    public void gone(Exchange exchange) {
        work(exchange).roomIsGone();
    }

    public ArrayNode missingLinks(Exchange exchange) {
        return work(exchange).missingLinks();
    }

    public ArrayNode staleNotes(Exchange exchange) {
        return work(exchange).staleNotes();
    }

    /** In: {@code {"url": ...}}; the request is in the variable {@code request}. */
    public void granted(Exchange exchange) throws VendorFailure {
        String url = exchange.getMessage().getBody(JsonNode.class).path("url").asText("");
        if (url.isEmpty()) {
            throw new VendorFailure.Uncertain("the vendor answered without a link");
        }
        work(exchange).granted(request(exchange), url);
    }

    public void noted(Exchange exchange) {
        work(exchange).noted(request(exchange));
    }

    /** The vendor has no such operation where configuration says. The lesson does not wait for it; the operator sees. */
    public void extraIsMissing(Exchange exchange) {
        String vendor = work(exchange).booking().vendor();
        String key = "convene." + vendor + ".operations." + ANNOTATION;
        vendors.gate(vendor)
                .missingExtra(
                        ANNOTATION,
                        "The vendor answers 404 to "
                                + settings.optionalText(key).orElse("nothing") + ", correct " + key
                                + "; until then its analytics do not know who is who.");
    }

    /** One participant's failure waits until the others are done. */
    public void remember(Exchange exchange) {
        work(exchange).failed(Attempts.failure(exchange));
    }

    /** Throws the gravest remembered failure, if there is one. */
    public void raise(Exchange exchange) throws VendorFailure {
        VendorFailure gravest = work(exchange).gravest();
        if (gravest != null) {
            throw gravest;
        }
    }

    /** In step: writes what the vendor has now. */
    public CompletionStage<Booking> settle(Exchange exchange) {
        Reconciliation work = work(exchange);
        work.keepRoster();
        String note = String.join(
                " ", vendors.gate(work.booking().vendor()).missingExtras().values());
        return attempts.conclude(
                exchange, new Outcome.Settled(work.booking(), work.next(), note.isEmpty() ? null : note));
    }

    /** The object we knew of is not there any more: forgets it, and has it made again unless it should be gone. */
    public CompletionStage<Booking> forget(Exchange exchange) {
        Reconciliation work = work(exchange);
        work.roomIsGone();
        if (work.booking().cancelled()) {
            return settle(exchange);
        }
        if (!Reconciliation.Action.VERIFY.name().equalsIgnoreCase(exchange.getVariable("action", String.class))) {
            // only who asked for the room itself can be sure that it is gone
            work.booking().seen().lookFirst(true);
        }
        Duration wait = work.booking().attempts() == 0
                ? Duration.ZERO
                : Attempts.backoff(work.booking().attempts());
        return attempts.conclude(
                exchange,
                new Outcome.Postponed(
                        work.booking(),
                        wait,
                        "not-found",
                        Attempts.failure(exchange).getMessage()));
    }

    /** Not now: again after the time the vendor named, or after a growing one with jitter. */
    public CompletionStage<Booking> postpone(Exchange exchange) {
        Reconciliation work = work(exchange);
        VendorFailure failure = Attempts.failure(exchange);
        if (failure instanceof VendorFailure.Uncertain
                && work.booking().seen().room().isEmpty()) {
            work.booking().seen().lookFirst(true);
        }
        // a vendor that does part of the work each time is not tried ever more rarely
        Booking booking = work.progressed() ? work.booking().afresh() : work.booking();
        return attempts.conclude(exchange, attempts.postponed(booking, failure));
    }

    /** A fault of ours or of a route: tried a few times, then left to a person. */
    public CompletionStage<Booking> stumble(Exchange exchange) {
        Booking booking = work(exchange).booking();
        if (booking.seen().room().isEmpty()) {
            // it may have stumbled over the answer to a create
            booking.seen().lookFirst(true);
        }
        return attempts.stumble(exchange);
    }

    private static JsonNode request(Exchange exchange) {
        return exchange.getVariable("request", JsonNode.class);
    }

    private static Reconciliation work(Exchange exchange) {
        return exchange.getVariable(WORK, Reconciliation.class);
    }
}

package org.convene.phone.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.Startup;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.convene.booking.Attempts;
import org.convene.booking.Bench;
import org.convene.booking.Booking;
import org.convene.booking.BookingQuery;
import org.convene.booking.Change;
import org.convene.booking.Ledger;
import org.convene.booking.Ledger.Listing;
import org.convene.booking.Reconciler;
import org.convene.ops.Commas;
import org.convene.ops.Settings;
import org.convene.vendor.Vendors;

/**
 * Telephone bridges: conferences of the phone system for lessons and meetings, so that people can dial in. Each is a booking
 * of its own, kept in step as any other, so that neither holds the other up. What is wanted of it is written whenever its
 * lesson or meeting is worked on, before that counts as done: no change can be lost between the two.
 */
@Startup
@Singleton
@Named("bridges")
public class Bridges implements Bench {
    private static final String KEY = "convene.phone.bridges";
    private static final String VENDOR = "mx";
    private static final String WORD = "dialIn";
    private static final String EXPECTED = "bridge";
    private static final int LONGEST_ID = 200;
    private static final int AT_ONCE = 200;

    private final Ledger ledger;
    private final Reconciler reconciler;
    private final Clock clock;
    private final Set<String> usually;
    private final Duration kept;
    private final boolean possible;

    public Bridges(Ledger ledger, Reconciler reconciler, Vendors vendors, Clock clock, Settings settings) {
        this.ledger = ledger;
        this.reconciler = reconciler;
        this.clock = clock;
        this.usually = Set.copyOf(Commas.between(settings.optionalText(KEY).orElse("")));
        this.kept = settings.duration("convene.phone.bridges-kept");
        this.possible = vendors.vendor(VENDOR).url().isPresent();
        if (!Set.of("lessons", "meetings").containsAll(usually)) {
            throw Settings.wrong(KEY, "is one or both of lessons and meetings, with commas", "lessons,meetings");
        }
        if (!usually.isEmpty() && !possible) {
            throw Settings.wrong(
                    "convene.mx.url", "is empty, and " + KEY + " wants telephone bridges", "http://mx-proxy:8000");
        }
    }

    @Override
    public String kind() {
        return Booking.BRIDGE;
    }

    @Override
    public void begin(Exchange exchange, Booking booking) {
        reconciler.begin(exchange, booking);
    }

    /**
     * The lesson or meeting in hand gets a bridge, another one or none any more. Gives the body back as it is; completes when
     * the ledger knows.
     */
    public CompletionStage<Object> expect(Exchange exchange) {
        Booking booking = Attempts.booking(exchange);
        Object body = exchange.getMessage().getBody();
        boolean wanted = isWanted(booking);
        ObjectNode seen = booking.seen().json();
        if (!wanted && !seen.has(EXPECTED)) {
            return CompletableFuture.completedFuture(body);
        }
        Change change = wanted
                ? new Change.Wanted(Booking.BRIDGE, id(booking), VENDOR, document(booking))
                : new Change.Cancelled(Booking.BRIDGE, id(booking));
        return ledger.accept(change).thenApply(accepted -> {
            if (wanted) {
                seen.put(EXPECTED, true);
            } else {
                seen.remove(EXPECTED);
            }
            return body;
        });
    }

    private boolean isWanted(Booking booking) {
        if (!possible || booking.cancelled() || !clock.instant().isBefore(booking.endsAt())) {
            // what is over keeps its bridge for a while, see retire
            return possible && !booking.cancelled() && booking.seen().json().has(EXPECTED) && !isPast(booking);
        }
        JsonNode word = booking.desired().path(WORD);
        return word.isBoolean() ? word.asBoolean() : usually.contains(booking.kind() + "s");
    }

    private boolean isPast(Booking booking) {
        return !clock.instant().isBefore(booking.endsAt().plus(kept));
    }

    private static ObjectNode document(Booking booking) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (String field : new String[] {"title", "startsAt", "endsAt"}) {
            document.set(field, booking.desired().path(field));
        }
        return document.put("of", booking.kind()).put("id", booking.id());
    }

    private static String id(Booking booking) {
        return id(booking.kind(), booking.id());
    }

    private static String id(String kind, String booking) {
        String id = kind + "/" + booking;
        return id.length() <= LONGEST_ID
                ? id
                : id.substring(0, LONGEST_ID - 9) + "~" + Integer.toHexString(id.hashCode());
    }

    /** Bridges of what ended long enough ago go; returns how many. */
    public int retire() throws SQLException {
        Instant before = clock.instant().minus(kept);
        int retired = 0;
        String after = null;
        List<Booking> page;
        do {
            page = ledger.list(new Listing(Booking.BRIDGE, Booking.READY, null, before, null, after, AT_ONCE));
            List<Booking> past = page.stream().filter(this::isPast).toList();
            retired += ledger.acceptAll(past.stream()
                    .<Change>map(bridge -> new Change.Cancelled(Booking.BRIDGE, bridge.id()))
                    .iterator());
            after = BookingQuery.next(
                            page, new Listing(Booking.BRIDGE, Booking.READY, null, before, null, after, AT_ONCE))
                    .orElse(null);
        } while (after != null);
        return retired;
    }

    /**
     * How one dials in: {@code {number, extension, code}}, number and extension as far as the phone system has them. For
     * those alone who may join; nothing while there is no bridge.
     */
    public Optional<ObjectNode> telephone(Booking booking) throws SQLException {
        if (!booking.seen().json().has(EXPECTED)) {
            return Optional.empty();
        }
        return ledger.find(Booking.BRIDGE, id(booking))
                .filter(bridge -> !bridge.cancelled())
                .flatMap(bridge -> bridge.seen().room())
                .map(Bridges::telephone);
    }

    private static ObjectNode telephone(JsonNode room) {
        ObjectNode telephone = JsonNodeFactory.instance.objectNode();
        if (!room.path("did").asText().isEmpty()) {
            telephone.put("number", room.path("did").asText());
        }
        if (!room.path("ext").asText().isEmpty()) {
            telephone.put("extension", room.path("ext").asText());
        }
        return telephone.put("code", room.path("accessId").asText());
    }
}

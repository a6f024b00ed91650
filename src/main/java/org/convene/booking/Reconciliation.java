package org.convene.booking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.convene.vendor.Vendor;
import org.convene.vendor.VendorFailure;

/**
 * The work on one leased booking: compares what is wanted with what the vendor is known to have, and collects what was
 * found and done. It calls nobody; routes do.
 */
public final class Reconciliation {
    /** What to do about the vendor's object. */
    enum Action {
        LOOK,
        CREATE,
        UPDATE,
        CANCEL,
        VERIFY,
        KEEP
    }

    private final Booking booking;
    private final Vendor vendor;
    private final Instant now;
    private final boolean grants;
    private final boolean notes;
    private JsonNode description;
    private boolean looked;
    private boolean progressed;
    private VendorFailure gravest;
    private ObjectNode meeting;

    /**
     * @param grants whether the vendor's routes can make access links
     * @param notes  whether they can note who a participant is
     */
    Reconciliation(Booking booking, Vendor vendor, Instant now, boolean grants, boolean notes) {
        this.booking = booking;
        this.vendor = vendor;
        this.now = now;
        this.grants = grants;
        this.notes = notes;
    }

    public Booking booking() {
        return booking;
    }

    /** The wanted document with the room's settings complete: the configured defaults under the document's own. */
    ObjectNode wanted() {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        wanted.setAll(booking.desired());
        ObjectNode settings = vendor.rooms().deepCopy();
        if (booking.desired().get("settings") instanceof ObjectNode own) {
            settings.setAll(own);
        }
        wanted.set("settings", settings);
        return wanted;
    }

    void describedAs(JsonNode vendorsWords) {
        description = vendorsWords;
    }

    JsonNode description() {
        return description;
    }

    Action action() {
        Seen seen = booking.seen();
        if (seen.room().isEmpty() && seen.lookFirst() && !looked) {
            return Action.LOOK;
        }
        if (booking.cancelled()) {
            return seen.room().isPresent() ? Action.CANCEL : Action.KEEP;
        }
        if (seen.room().isEmpty()) {
            return seen.retiredAt().isPresent() && isOver() ? Action.KEEP : Action.CREATE;
        }
        if (!seen.sent().filter(description::equals).isPresent()) {
            return Action.UPDATE;
        }
        return missingLinks().isEmpty() && staleNotes().isEmpty() ? Action.VERIFY : Action.KEEP;
    }

    /** Nobody may come in any more. A lesson that was moved into the future gets a room again, whatever became of its last. */
    private boolean isOver() {
        return !now.isBefore(LinkRequests.end(booking, vendor));
    }

    /** The vendor was searched for our marker; {@code room} is what it has, or {@code null}. */
    void found(JsonNode room) {
        looked = true;
        if (room == null || room.isNull() || room.isMissingNode()) {
            booking.seen().lookFirst(false);
        } else {
            // its settings are unknown, so it is described anew
            booking.seen().roomIs(room, JsonNodeFactory.instance.nullNode());
        }
    }

    /** Whether the vendor is nearer to what is wanted than before, even though something failed. */
    synchronized boolean progressed() {
        return progressed;
    }

    void roomIs(JsonNode room) {
        progressed = true;
        booking.seen().roomIs(room, description);
    }

    void roomIsAsDescribed() {
        progressed = true;
        booking.seen().json().set("sent", description);
    }

    void roomIsGone() {
        booking.seen().roomIsGone();
    }

    /** Links can be made from the moment when they can live until they are no longer needed. */
    private Instant linksBegin() {
        Instant window = LinkRequests.end(booking, vendor).minus(vendor.longestLink());
        return window.isBefore(booking.startsAt()) ? window : booking.startsAt();
    }

    private boolean linksPossible() {
        return grants
                && !booking.cancelled()
                && booking.seen().room().isPresent()
                && !now.isBefore(linksBegin())
                && now.isBefore(LinkRequests.end(booking, vendor));
    }

    /** A meeting longer than any link: its links are made anew when half of their life is over. */
    private boolean outlivesLinks() {
        return LinkRequests.until(booking, vendor, now).isBefore(LinkRequests.end(booking, vendor));
    }

    /** Participants who need a new link, see {@link LinkRequests#link}. */
    ArrayNode missingLinks() {
        ArrayNode missing = JsonNodeFactory.instance.arrayNode();
        if (linksPossible()) {
            Instant needed = outlivesLinks()
                    ? now.plus(vendor.longestLink().dividedBy(2))
                    : LinkRequests.until(booking, vendor, now);
            for (JsonNode participant : booking.desired().path("participants")) {
                JsonNode access = accessOf(participant);
                if (!access.has("url")
                        || access.path("of").asInt() != linkHash(participant)
                        || Instant.parse(access.path("expiresAt").asText()).isBefore(needed)) {
                    missing.add(request(participant));
                }
            }
        }
        return missing;
    }

    /** Participants with a link about whom the vendor should note something new, in the same form. */
    ArrayNode staleNotes() {
        ArrayNode stale = JsonNodeFactory.instance.arrayNode();
        if (notes && linksPossible()) {
            for (JsonNode participant : booking.desired().path("participants")) {
                JsonNode access = accessOf(participant);
                if (access.has("url") && access.path("noted").asInt() != noteHash(participant)) {
                    stale.add(request(participant));
                }
            }
        }
        return stale;
    }

    private ObjectNode request(JsonNode participant) {
        return LinkRequests.link(booking, vendor, participant, meeting(), now, true);
    }

    /** What all participants share. Nobody changes it once it is made. */
    private synchronized ObjectNode meeting() {
        if (meeting == null) {
            meeting = LinkRequests.meeting(booking);
        }
        return meeting;
    }

    private JsonNode accessOf(JsonNode participant) {
        return booking.seen().json().path("access").path(idOf(participant));
    }

    synchronized void granted(JsonNode request, String url) {
        progressed = true;
        JsonNode participant = request.path("participant");
        booking.seen()
                .accessOf(idOf(participant))
                .put("url", url)
                .put("expiresAt", request.path("expiresAt").asText())
                .put("of", linkHash(participant));
    }

    synchronized void noted(JsonNode request) {
        progressed = true;
        JsonNode participant = request.path("participant");
        booking.seen().accessOf(idOf(participant)).put("noted", noteHash(participant));
    }

    /** Something about one participant failed; the others go on, and the gravest failure decides what happens next. */
    synchronized void failed(VendorFailure failure) {
        if (gravest == null || failure.gravity() > gravest.gravity()) {
            gravest = failure;
        }
    }

    synchronized VendorFailure gravest() {
        return gravest;
    }

    void keepRoster() {
        Set<String> roster = new HashSet<>();
        booking.desired().path("participants").forEach(participant -> roster.add(idOf(participant)));
        booking.seen().keepOnly(booking.cancelled() ? Set.of() : roster);
    }

    /** When to look at the booking again, though nothing changed; {@code null} for never. */
    Instant next() {
        if (!grants || booking.cancelled() || !now.isBefore(LinkRequests.end(booking, vendor))) {
            return null;
        }
        if (now.isBefore(linksBegin())) {
            return linksBegin();
        }
        return outlivesLinks() ? now.plus(vendor.longestLink().dividedBy(2)) : null;
    }

    private static String idOf(JsonNode participant) {
        return participant.path("id").asText();
    }

    private static int linkHash(JsonNode participant) {
        List<String> parts = new ArrayList<>();
        for (String field : new String[] {"name", "role", "email", "phone"}) {
            parts.add(participant.path(field).asText());
        }
        return parts.hashCode();
    }

    private int noteHash(JsonNode participant) {
        return meeting().toString().hashCode() * 31 + participant.toString().hashCode();
    }
}

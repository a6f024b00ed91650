package org.convene.join;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.booking.LinkRequests;
import org.convene.ops.Settings;
import org.convene.people.directory.Identities;
import org.convene.phone.bridge.Bridges;
import org.convene.vendor.Vendor;
import org.convene.vendor.Vendors;

/** Decides what a click on a personal link comes to, by the ledger as it is at that moment. */
@Singleton
@Named("joinDesk")
public class JoinDesk {
    /** Programs that fetch links to show a preview of them in a chat or mail, and search engines. */
    private static final Pattern PREVIEW = Pattern.compile(
            "bot\\b|bot/|crawler|spider|preview|facebookexternalhit|facebot|whatsapp|telegram|slack|discord|skype|viber"
                    + "|vkshare|linkedin|twitter|embedly|pinterest|outlook-express|microsoft office|msoffice|bingpreview"
                    + "|google-safety|safelinks|proofpoint|mimecast|barracuda",
            Pattern.CASE_INSENSITIVE);

    private final Ledger ledger;
    private final JoinTokens tokens;
    private final Vendors vendors;
    private final MeetingDoor meetings;
    private final Bridges bridges;
    private final Identities identities;
    private final Clock clock;
    private final Duration opensBefore;
    private final boolean oneTime;

    public JoinDesk(
            Ledger ledger,
            JoinTokens tokens,
            Vendors vendors,
            MeetingDoor meetings,
            Bridges bridges,
            Identities identities,
            Clock clock,
            Settings settings) {
        this.ledger = ledger;
        this.tokens = tokens;
        this.vendors = vendors;
        this.meetings = meetings;
        this.bridges = bridges;
        this.identities = identities;
        this.clock = clock;
        this.opensBefore = settings.duration("convene.join.opens-before");
        this.oneTime = settings.flag("convene.join.one-time");
    }

    /** In: headers {@code token}, {@code User-Agent} and the method. Out: a {@link Visit}. */
    public Visit receive(Exchange exchange) throws SQLException {
        Message request = exchange.getMessage();
        Optional<JoinTokens.Holder> holder = tokens.read(request.getHeader("token", "", String.class));
        if (holder.isEmpty()) {
            return new Visit.Unknown();
        }
        if (holder.get().isOfEvent()) {
            return meetings.visit(holder.get().lesson(), looksOnly(request));
        }
        Optional<Booking> booking = ledger.find(Booking.LESSON, holder.get().lesson());
        return booking.isEmpty()
                ? new Visit.Unknown()
                : visit(booking.get(), holder.get().participant(), looksOnly(request));
    }

    private Visit visit(Booking booking, String participantId, boolean looksOnly) throws SQLException {
        String title = booking.desired().path("title").asText();
        Instant now = clock.instant();
        Vendor vendor = vendors.vendor(booking.vendor());
        JsonNode participant = participant(booking, participantId);
        if (booking.cancelled()) {
            return new Visit.Over(title, true);
        }
        // the lesson's list may not know yet what the directory knows
        if (participant == null || identities.hasLeft(participant)) {
            return new Visit.Removed(title);
        }
        if (!now.isBefore(booking.endsAt().plus(vendor.linkAfterEnd()))) {
            return new Visit.Over(title, false);
        }
        if (looksOnly) {
            return new Visit.Preview(title);
        }
        Instant opensAt = booking.startsAt().minus(opensBefore);
        if (now.isBefore(opensAt)) {
            return new Visit.Early(
                    title,
                    opensAt,
                    booking.startsAt(),
                    zone(booking),
                    bridges.telephone(booking).orElse(null));
        }
        if (booking.seen().room().isEmpty()) {
            return new Visit.Preparing(title);
        }
        ObjectNode request = LinkRequests.link(booking, vendor, participant, now, !oneTime);
        String kept = booking.seen()
                .access(participantId, now)
                .map(access -> access.path("url").asText())
                .orElse(null);
        return new Visit.Welcome(booking, request, kept);
    }

    private static JsonNode participant(Booking booking, String id) {
        for (JsonNode participant : booking.desired().path("participants")) {
            if (participant.path("id").asText().equals(id)) {
                return participant;
            }
        }
        return null;
    }

    private static boolean looksOnly(Message request) {
        String agent = request.getHeader("User-Agent", "", String.class);
        return "HEAD".equals(request.getHeader(Exchange.HTTP_METHOD, String.class))
                || PREVIEW.matcher(agent).find();
    }

    /** People read times in the zone in which the lesson was planned. */
    private static String zone(Booking booking) {
        return OffsetDateTime.parse(booking.desired().path("startsAt").asText())
                .getOffset()
                .getId();
    }
}

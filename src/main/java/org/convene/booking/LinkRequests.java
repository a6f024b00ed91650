package org.convene.booking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.convene.vendor.Vendor;

/** What a vendor's {@code access} and {@code annotate} routes are asked. */
public final class LinkRequests {
    private static final String[] MEETING = {"id", "title", "type", "startsAt", "endsAt", "course", "group"};

    private LinkRequests() {}

    /**
     * {@code {room, participant, meeting, ttl, expiresAt, permanent}}: a link that lives as long as it is needed, or as
     * long as the vendor allows. {@code ttl} is in seconds from {@code now}.
     */
    public static ObjectNode link(
            Booking booking, Vendor vendor, JsonNode participant, Instant now, boolean permanent) {
        return link(booking, vendor, participant, meeting(booking), now, permanent);
    }

    /** The same for one of many participants, who share the {@code meeting}. */
    static ObjectNode link(
            Booking booking, Vendor vendor, JsonNode participant, ObjectNode meeting, Instant now, boolean permanent) {
        Instant until = until(booking, vendor, now);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.set("room", booking.seen().room().orElseThrow());
        request.set("participant", participant);
        request.set("meeting", meeting);
        request.put("ttl", Duration.between(now, until).toSeconds());
        request.put("expiresAt", until.toString());
        request.put("permanent", permanent);
        return request;
    }

    /** A link must work until a while after the planned end. */
    public static Instant end(Booking booking, Vendor vendor) {
        return booking.endsAt().plus(vendor.linkAfterEnd()).truncatedTo(ChronoUnit.SECONDS);
    }

    static Instant until(Booking booking, Vendor vendor, Instant now) {
        Instant longest = now.plus(vendor.longestLink()).truncatedTo(ChronoUnit.SECONDS);
        Instant end = end(booking, vendor);
        return longest.isBefore(end) ? longest : end;
    }

    /** What a vendor may note of the meeting; times as they were planned, and in UTC. */
    static ObjectNode meeting(Booking booking) {
        ObjectNode meeting = JsonNodeFactory.instance.objectNode();
        for (String field : MEETING) {
            if (booking.desired().has(field)) {
                meeting.set(field, booking.desired().get(field));
            }
        }
        meeting.put("startsAtUtc", booking.startsAt().toString());
        meeting.put("endsAtUtc", booking.endsAt().toString());
        return meeting;
    }
}

package org.convene.quarantine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.convene.booking.Booking;

/**
 * One thing that waits for a person.
 *
 * @param kind    what it is, such as {@code lesson}
 * @param entity  its id at the source
 * @param lesson  the id of the lesson, or of the meeting, that it is about
 * @param failure the kind of failure, in the vocabulary of vendor failures, or {@code fault} for one of ours
 * @param reason  what went wrong, in plain words
 */
public record QuarantineEntry(
        String id,
        String kind,
        String entity,
        String lesson,
        String vendor,
        String failure,
        String reason,
        int attempts,
        Instant since) {

    /** What a person can do about it. */
    public String advice() {
        return switch (failure) {
            case "refused" ->
                kind.equals(Booking.LESSON)
                        ? "Correct the lesson in the system it comes from and send it again, or correct the"
                                + " configuration and replay it."
                        : "Correct what the reason names, in the configuration or where it was refused, then replay it.";
            case "fault" -> "A route or mapping failed: have the integrator look at the reason, then replay it.";
            default -> "Replay it when the reason is gone.";
        };
    }

    /** The same entry, about a lesson. */
    QuarantineEntry of(String lessonId) {
        return new QuarantineEntry(id, kind, entity, lessonId, vendor, failure, reason, attempts, since);
    }

    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("kind", kind)
                .put("entity", entity)
                .put(Booking.isOfMeetings(kind) ? Booking.MEETING : Booking.LESSON, lesson)
                .put("vendor", vendor)
                .put("failure", failure)
                .put("reason", reason)
                .put("advice", advice())
                .put("since", since.toString())
                .put("attempts", attempts);
    }
}

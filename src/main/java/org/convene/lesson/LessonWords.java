package org.convene.lesson;

import com.fasterxml.jackson.databind.JsonNode;
import org.convene.booking.Booking;

/** A lesson and what became of it, in words for people. */
public final class LessonWords {
    private LessonWords() {}

    /** The state in a sentence. */
    public static String state(Booking booking) {
        boolean roomStays = booking.seen().room().isPresent();
        return switch (booking.state()) {
            case Booking.READY -> "The room is ready.";
            case Booking.CANCELLED -> roomStays ? "Cancelled, the room is being removed." : "Cancelled.";
            case Booking.FAILED -> "It could not be done and waits for a person, in quarantine.";
            default -> booking.problem() == null ? "The room is being prepared." : "It is tried again by itself.";
        };
    }

    /** The name of a course or group, or its id when it has none, or nothing. */
    public static String named(JsonNode courseOrGroup) {
        return courseOrGroup.path("name").asText(courseOrGroup.path("id").asText(""));
    }

    /** What the vendor calls the room, or {@code null} when there is none. */
    public static String roomName(Booking booking) {
        return booking.seen()
                .room()
                .map(room -> room.path("alias").asText("").isEmpty()
                        ? room.path("id").asText()
                        : room.path("alias").asText())
                .orElse(null);
    }
}

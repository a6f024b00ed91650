package org.convene.lesson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.convene.booking.Booking;
import org.convene.join.JoinTokens;

/** A booking as the API shows it: the lesson as it was sent, and what became of it. */
@Singleton
public class LessonViews {
    private final JoinTokens tokens;
    private final Clock clock;

    public LessonViews(JoinTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    public ObjectNode view(Booking booking) {
        Instant now = clock.instant();
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.setAll(booking.desired());
        view.put("state", booking.state());
        booking.seen().room().ifPresent(room -> view.set("room", room));
        booking.seen().retiredAt().ifPresent(at -> view.put("roomDeletedAt", at.toString()));
        ArrayNode participants = view.putArray("participants");
        for (JsonNode participant : booking.desired().path("participants")) {
            participants.add(participant(booking, participant, now));
        }
        if (booking.problem() != null) {
            view.put("problem", booking.problem());
        }
        view.put("updatedAt", booking.updatedAt().toString());
        return view;
    }

    private ObjectNode participant(Booking booking, JsonNode participant, Instant now) {
        String id = participant.path("id").asText();
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.setAll((ObjectNode) participant);
        view.put("joinUrl", tokens.link(booking.id(), id));
        booking.seen()
                .access(id, now)
                .filter(access -> !booking.cancelled() && access.has("url"))
                .ifPresent(access -> {
                    view.set("accessUrl", access.get("url"));
                    view.set("accessExpiresAt", access.get("expiresAt"));
                });
        return view;
    }
}

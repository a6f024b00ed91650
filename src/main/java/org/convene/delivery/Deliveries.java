package org.convene.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.convene.booking.Bench;
import org.convene.booking.Booking;
import org.convene.booking.Change;
import org.convene.booking.Ledger;
import org.convene.ops.Settings;

/**
 * What is to be told to the LMS, kept in the ledger until it has said that it heard: at least once, with an id that stays
 * the same for each attempt. The same message twice is told once; a changed one is told anew, under a new id.
 */
@Singleton
@Named("deliveries")
public class Deliveries implements Bench {
    private static final int LONGEST_ID = 200;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Ledger ledger;
    private final Optional<String> callback;

    public Deliveries(Ledger ledger, Settings settings) {
        this.ledger = ledger;
        this.callback = settings.optionalUrl("convene.lms.callback-url");
    }

    /** Whether anybody wants to be told. */
    public boolean areWanted() {
        return callback.isPresent();
    }

    /**
     * Completes when the message is durable.
     *
     * @param lesson whose message it is
     * @param type   the event's name, such as {@code attendance.ready}
     * @param data   what is told
     */
    public CompletionStage<Void> tell(Booking lesson, String type, JsonNode data) {
        if (!areWanted()) {
            return CompletableFuture.completedFuture(null);
        }
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("title", type + " of " + lesson.id())
                .put("startsAt", lesson.startsAt().toString())
                .put("endsAt", lesson.endsAt().toString());
        document.put("type", type).set("data", asRead(data));
        String title = document.get("title").asText();
        document.put("title", title.substring(0, Math.min(LONGEST_ID, title.length())));
        return ledger.accept(new Change.Wanted(Booking.DELIVERY, id(lesson.id(), type), "lms", document))
                .thenApply(accepted -> null);
    }

    /** As it will be read from the ledger: a long and an int of one value are not equal, and would be told again. */
    private static JsonNode asRead(JsonNode data) {
        try {
            return JSON.readTree(data.toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String id(String lesson, String type) {
        String id = type + "/" + lesson;
        return id.length() <= LONGEST_ID
                ? id
                : id.substring(0, LONGEST_ID - 9) + "~" + Integer.toHexString(id.hashCode());
    }

    @Override
    public String kind() {
        return Booking.DELIVERY;
    }

    @Override
    public void begin(Exchange exchange, Booking booking) {
        exchange.getMessage().setBody(booking.desired());
    }
}

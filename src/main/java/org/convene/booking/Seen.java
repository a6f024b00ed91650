package org.convene.booking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a vendor is known to have of one booking. Kept as JSON so that each vendor may remember what it needs:
 *
 * <pre>{@code
 * { "room":   {"vendor": "teleboss", "id": "...", "alias": "...", "spaceId": "..."},
 *   "sent":   { the vendor's own description of the room, as we last sent it },
 *   "retired": {"room": "...", "at": "..."}, // the lesson was long past, so its room was given up to be deleted
 *   "ranFor": "...",                        // of a meeting's run: the start for which it was started
 *   "lookFirst": true,                      // a create may have happened unseen
 *   "access": { "s-1": {"url": "...", "expiresAt": "...", "of": hash, "noted": hash} } }
 * }</pre>
 */
public record Seen(ObjectNode json) {
    private static final String RAN = "ranFor";

    public static Seen nothing() {
        return new Seen(JsonNodeFactory.instance.objectNode());
    }

    /** The vendor's object, as the API shows it. */
    public Optional<ObjectNode> room() {
        return Optional.ofNullable((ObjectNode) json.get("room"));
    }

    public Optional<JsonNode> sent() {
        return Optional.ofNullable(json.get("sent"));
    }

    /** Whether the conference was started for the time it has now; one that was moved starts again. */
    public boolean ranFor(Instant start) {
        return json.path(RAN).asText().equals(start.toString());
    }

    public void ran(Instant start) {
        json.put(RAN, start.toString());
    }

    public boolean lookFirst() {
        return json.path("lookFirst").asBoolean();
    }

    /** The vendor's link of one participant, while it is valid at {@code when}. */
    public Optional<JsonNode> access(String participant, Instant when) {
        return Optional.ofNullable(json.path("access").get(participant))
                .filter(link -> Instant.parse(link.path("expiresAt").asText()).isAfter(when));
    }

    public void roomIs(JsonNode room, JsonNode sent) {
        json.set("room", room);
        json.set("sent", sent);
        json.remove("lookFirst");
        json.remove("retired");
    }

    /** The room of a past lesson is given up, to be deleted. */
    public void roomIsRetired(Instant now) {
        String id = room().map(room -> room.path("id").asText()).orElse("");
        roomIsGone();
        json.putObject("retired").put("room", id).put("at", now.toString());
    }

    /** When its room was given up, as long as it has no other. */
    public Optional<Instant> retiredAt() {
        return Optional.ofNullable(json.get("retired"))
                .map(retired -> Instant.parse(retired.path("at").asText()));
    }

    /** The vendor has no such room any more; its links went with it. */
    public void roomIsGone() {
        json.remove("room");
        json.remove("sent");
        json.remove("access");
        json.remove("lookFirst");
    }

    public void lookFirst(boolean look) {
        if (look) {
            json.put("lookFirst", true);
        } else {
            json.remove("lookFirst");
        }
    }

    public ObjectNode accessOf(String participant) {
        return json.withObjectProperty("access").withObjectProperty(participant);
    }

    /** Forgets the links of everybody who is not on the roster. */
    public void keepOnly(Set<String> participants) {
        if (json.get("access") instanceof ObjectNode access) {
            Set<String> gone = new HashSet<>();
            access.fieldNames().forEachRemaining(name -> {
                if (!participants.contains(name)) {
                    gone.add(name);
                }
            });
            access.remove(gone);
        }
    }
}

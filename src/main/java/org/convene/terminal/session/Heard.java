package org.convene.terminal.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One frame of a terminal, told apart. Samples of the vendor lack {@code method:"event"} here and there, so an event is what
 * has an {@code event} (trueconf-room C3).
 */
sealed interface Heard {
    /** What comes as the answer to a command, whatever it says. */
    record Reply(ObjectNode body) implements Heard {}

    /** @param name as it was spelt */
    record Event(String name, ObjectNode body) implements Heard {}

    /** @param raw what came, cut */
    record Unknown(String reason, String raw) implements Heard {}

    ObjectReader JSON = new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    int LONGEST_RAW = 1000;

    static Heard of(String frame) {
        String text = frame.startsWith("\uFEFF") ? frame.substring(1) : frame;
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            return unknown("no JSON", text);
        }
        if (!(json instanceof ObjectNode object)) {
            return unknown("no JSON object", text);
        }
        JsonNode event = object.get("event");
        if (event != null && event.isTextual()) {
            String name = name(event.asText(), object);
            return name.isEmpty() ? unknown("an event without a name", text) : new Event(name, object);
        }
        return object.has("result") || object.has("method")
                ? new Reply(object)
                : unknown("neither an event nor a reply", text);
    }

    /** Two samples of the document have an empty or another event's name; they are told by what they carry. */
    private static String name(String written, ObjectNode event) {
        if (written.isEmpty() && event.has("callId") && event.has("reason")) {
            return "outgoingRequestCameraControlRejected";
        }
        if (written.equals("onSystemRatingUpdated") && event.has("state") && event.has("delay")) {
            return "audioDelayDetectorTestStateChanged";
        }
        return written;
    }

    static Unknown unknown(String reason, String raw) {
        return new Unknown(reason, raw.length() <= LONGEST_RAW ? raw : raw.substring(0, LONGEST_RAW));
    }
}

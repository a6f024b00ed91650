package org.convene.phone.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.convene.phone.number.PhoneNumber;

/**
 * One call, whatever number of telephones it rang at and was handed on to.
 *
 * @param direction as its first leg says
 * @param caller    who called first
 * @param called    who was called at first
 * @param peer      the other side, as the phone system knows it
 * @param startedAt when it began, where the phone system tells
 * @param endedAt   when its last leg ended; nothing while one lasts, or when nobody says
 * @param seconds   how long somebody, or the voicemail, was connected
 * @param legs      of how many entries of the log it is made
 * @param lasts     whether a leg has not ended
 */
record Call(
        String gcid,
        String direction,
        PhoneNumber caller,
        PhoneNumber called,
        Leg.Peer peer,
        Outcome outcome,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        long seconds,
        int legs,
        boolean lasts) {

    enum Outcome {
        ANSWERED,
        VOICEMAIL,
        UNANSWERED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As it is kept and told; people are added when it is settled. */
    ObjectNode document(Instant start) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("gcid", gcid);
        document.put("direction", direction);
        document.set("caller", number(caller));
        document.set("called", number(called));
        if (!peer.name().isEmpty() || !peer.extension().isEmpty()) {
            document.putObject("peer").put("name", peer.name()).put("extension", peer.extension());
        }
        document.put("outcome", outcome.word())
                .put("answered", outcome == Outcome.ANSWERED)
                .put("startedAt", start.toString());
        endedAt.ifPresent(end -> document.put("endedAt", end.toString()));
        return document.put("seconds", seconds).put("legs", legs);
    }

    static ObjectNode number(PhoneNumber number) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("raw", number.raw());
        if (number instanceof PhoneNumber.Full full) {
            shown.put("number", full.e164());
        } else if (number instanceof PhoneNumber.Extension extension) {
            shown.put("extension", extension.extension());
            if (!extension.service().isEmpty()) {
                shown.put("service", extension.service());
            }
        }
        return shown;
    }
}

package org.convene.phone.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A call as it is kept.
 *
 * @param settleAt when it counts as complete; nothing once it does
 * @param revision how often it was settled; 0 when it was not yet
 * @param day      the local day in whose file it stands, once it was settled
 * @param digest   of the document as it was settled last
 */
public record CallRow(
        String gcid,
        Instant startedAt,
        String outcome,
        boolean ambiguous,
        Optional<Instant> settleAt,
        int revision,
        Optional<String> day,
        Optional<String> digest,
        ObjectNode document) {

    public boolean isSettled() {
        return settleAt.isEmpty();
    }
}

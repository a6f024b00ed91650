package org.convene.booking;

import java.time.Duration;
import java.time.Instant;

/**
 * What a vendor told by webhook: a reason to look, never data to trust.
 *
 * @param vendor who told it
 * @param event  the vendor's own name for what happened, such as {@code call_finished}
 * @param object the vendor's object, such as the room's id
 * @param record the recording's id, or {@code null}
 * @param look   after which time there will be something to see, or {@code null} when there is nothing to do
 */
public record Hint(String vendor, String event, String object, String record, Duration look) {
    /** A hint as it was kept. */
    public record Kept(long no, String event, String record, Instant at) {}
}

package org.convene.sandbox.teleboss;

import java.time.Instant;
import java.util.List;

/**
 * How the delivery of one event went; one that was doubled is two.
 *
 * @param recordId null for what happens to calls
 * @param faults what the fault script did to it
 * @param statuses what each attempt was answered, 0 when nobody answered; none when it was lost
 */
record WebhookDelivery(
        Instant at,
        String eventName,
        String roomId,
        String spaceId,
        String recordId,
        List<String> faults,
        List<Integer> statuses) {}

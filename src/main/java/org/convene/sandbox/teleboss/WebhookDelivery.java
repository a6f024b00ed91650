package org.convene.sandbox.teleboss;

import java.time.Instant;
import java.util.List;

/**
 * How the delivery of one event went.
 *
 * @param statuses what each attempt was answered, 0 when nobody answered
 */
record WebhookDelivery(Instant at, String eventName, String roomId, String spaceId, List<Integer> statuses) {}

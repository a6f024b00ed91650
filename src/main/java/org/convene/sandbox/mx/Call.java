package org.convene.sandbox.mx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A call of the user that is in progress.
 *
 * @param device the user's side of it
 * @param callingName empty when nobody knows
 * @param answered when; null while it rings
 * @param answeredBy the device; null while it rings
 * @param told when the phone system last told the proxy about it; null when it never did
 */
record Call(
        long id,
        String gcid,
        String device,
        String calling,
        String callingName,
        String called,
        boolean outgoing,
        Instant began,
        Instant answered,
        String answeredBy,
        boolean held,
        boolean recorded,
        Instant told) {

    boolean ringing() {
        return answered == null;
    }

    Call answered(String by, Instant now) {
        return new Call(id, gcid, device, calling, callingName, called, outgoing, began, now, by, false, recorded, now);
    }

    Call held(boolean nowHeld) {
        return new Call(
                id,
                gcid,
                device,
                calling,
                callingName,
                called,
                outgoing,
                began,
                answered,
                answeredBy,
                nowHeld,
                recorded,
                told);
    }

    Call recorded(boolean nowRecorded) {
        return new Call(
                id,
                gcid,
                device,
                calling,
                callingName,
                called,
                outgoing,
                began,
                answered,
                answeredBy,
                held,
                nowRecorded,
                told);
    }

    /** The event that told of it last: Delivered or Established (mx-proxy.md A5). */
    ObjectNode event() {
        ObjectNode event = ProxyJson.object()
                .put("type", ringing() ? "Delivered" : "Established")
                .put("callId", id)
                .put("deviceId", device)
                .put("globalCallId", gcid);
        if (ringing()) {
            event.put("callingDevice", calling)
                    .put("calledDevice", called)
                    .put("alertingDevice", device)
                    .put("lastRedirectionDevice", "")
                    .put("localConnectionInfo", "alerting")
                    .put("cause", "normal")
                    .put("timestamp", began.getEpochSecond());
        } else {
            event.put("answeringDevice", outgoing ? called : answeredBy)
                    .put("answeringDisplayName", "")
                    .put("callingDevice", calling)
                    .put("calledDevice", called)
                    .put("callingDisplayName", callingName)
                    .put("cause", "normal")
                    .put("timestamp", answered.getEpochSecond());
        }
        return event;
    }

    /** The reply to hold and unhold. */
    ObjectNode heldEvent(String deviceField) {
        return ProxyJson.object()
                .put("type", "")
                .put("callId", id)
                .put("deviceId", device)
                .put(deviceField, device)
                .put("cause", "normal")
                .put("timestamp", 0);
    }

    /** The reply to clear. */
    ObjectNode clearedEvent() {
        return ProxyJson.object()
                .put("type", "")
                .put("callId", id)
                .put("deviceId", device)
                .put("releasingDevice", device)
                .put("cause", "normalClearing")
                .put("timestamp", 0);
    }
}

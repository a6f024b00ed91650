package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import org.convene.sandbox.stage.Json;

/**
 * The body of a webhook. The signature is the hex HMAC-SHA256 of the inner object alone, written compactly in its own
 * key order with UTF-8 unescaped (teleboss.md D2.5).
 */
final class WebhookBody {

    private WebhookBody() {}

    /** @param recordId null for what happens to calls: the key is absent then, as in the vendor's list of events */
    static ObjectNode event(String name, String roomId, String spaceId, String recordId) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("eventName", name)
                .put("roomId", roomId)
                .put("spaceId", spaceId);
        return recordId == null ? event : event.put("recordId", recordId);
    }

    static ObjectNode signed(ObjectNode event, String secret) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("signature", signature(event, secret))
                .set("body", event);
    }

    static String signature(ObjectNode event, String secret) {
        return HexFormat.of().formatHex(Hmac.sha256(secret, Json.bytes(event)));
    }
}

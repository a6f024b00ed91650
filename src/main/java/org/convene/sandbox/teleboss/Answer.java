package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An answer before it is sent, so that the fault script can still cut, garble or withhold it. */
record Answer(int status, Map<String, String> headers, Content content) {

    private static final Content NOTHING = Content.of(new byte[0]);

    static Answer json(int status, Object body) {
        return new Answer(
                status, Map.of("Content-Type", "application/json; charset=utf-8"), Content.of(Json.bytes(body)));
    }

    static Answer text(int status, String text) {
        return new Answer(
                status,
                Map.of("Content-Type", "text/plain; charset=utf-8"),
                Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Answer html(int status, String page) {
        Map<String, String> headers = Map.of(
                "Content-Type",
                "text/html; charset=utf-8",
                "Cache-Control",
                "no-store",
                "Referrer-Policy",
                "no-referrer",
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'");
        return new Answer(status, headers, Content.of(page.getBytes(StandardCharsets.UTF_8)));
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), NOTHING);
    }

    /** The vendor's error body. */
    static Answer error(int status, String code, String message) {
        return json(
                status,
                JsonNodeFactory.instance.objectNode().put("message", message).put("code", code));
    }

    static Answer seeOther(String location) {
        return new Answer(303, Map.of("Location", location), NOTHING);
    }

    static Answer found(String location) {
        return new Answer(302, Map.of("Location", location), NOTHING);
    }

    Answer withHeaders(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, content);
    }
}

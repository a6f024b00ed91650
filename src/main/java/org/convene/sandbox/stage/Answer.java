package org.convene.sandbox.stage;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer before it is sent, so that the fault script can still cut, garble or withhold it. With the header
 * {@code Transfer-Encoding: chunked} it goes without a length.
 *
 * @param afterMillis how long the vendor thinks when its work is done, before it says this
 */
public record Answer(int status, Map<String, String> headers, Content content, long afterMillis) {

    private static final Content NOTHING = Content.of(new byte[0]);

    public Answer(int status, Map<String, String> headers, Content content) {
        this(status, headers, content, 0);
    }

    public static Answer json(int status, Object body) {
        return new Answer(
                status, Map.of("Content-Type", "application/json; charset=utf-8"), Content.of(Json.bytes(body)));
    }

    public static Answer text(int status, String text) {
        return new Answer(
                status,
                Map.of("Content-Type", "text/plain; charset=utf-8"),
                Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static Answer html(int status, String page) {
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

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), NOTHING);
    }

    public static Answer seeOther(String location) {
        return new Answer(303, Map.of("Location", location), NOTHING);
    }

    public static Answer found(String location) {
        return new Answer(302, Map.of("Location", location), NOTHING);
    }

    public Answer withHeaders(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, content, afterMillis);
    }

    /** The same, told later. */
    public Answer after(long millis) {
        return new Answer(status, headers, content, millis);
    }

    boolean chunked() {
        return "chunked".equals(headers.get("Transfer-Encoding"));
    }
}

package org.convene.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads what vendors answer: untrusted, and not always what their documents promise. */
final class VendorAnswer {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_TEXT = 500;

    private VendorAnswer() {}

    /** The answer as JSON; {@code null} when it is empty or no JSON. */
    static JsonNode json(byte[] bytes) {
        if (bytes == null || bytes.length == 0) {
            return null;
        }
        try {
            JsonNode json = JSON.readTree(bytes);
            return json.isMissingNode() ? null : json;
        } catch (IOException noJson) {
            return null;
        }
    }

    /** {@code {"url": ...}} of a redirect or a text; {@code null} when there is no address of the web. */
    static ObjectNode link(String location, byte[] text) {
        String address = location != null ? location : text == null ? "" : new String(text, StandardCharsets.UTF_8);
        String plain = address.strip().replaceAll("^\"|\"$", "");
        return plain.matches("https?://\\S+") ? JSON.createObjectNode().put("url", plain) : null;
    }

    /** What a vendor's mapping of failures gets to see. */
    static ObjectNode refusal(int status, JsonNode json, byte[] bytes) {
        ObjectNode refusal = JSON.createObjectNode().put("status", status);
        if (json != null) {
            return refusal.set("body", json);
        }
        String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        return refusal.put("body", text.substring(0, Math.min(LONGEST_TEXT, text.length())));
    }
}

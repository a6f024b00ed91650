package org.convene.hint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A webhook as Teleboss sends it: {@code {"signature": hex, "body": {eventName, roomId, spaceId, recordId?}}}. What is
 * signed is the inner object, written compactly with its keys in the order in which they came and with UTF-8 unescaped
 * (the vendor's {@code JSON.stringify}), whatever spaces the outer document has.
 */
record SignedEvent(String signature, ObjectNode body, List<byte[]> signed) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Nothing when the bytes are no such document. */
    static Optional<SignedEvent> read(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            String signature = null;
            byte[] asSent = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("signature") && value == JsonToken.VALUE_STRING) {
                    signature = parser.getText();
                } else if (field.equals("body") && value == JsonToken.START_OBJECT) {
                    asSent = slice(parser, bytes);
                } else {
                    parser.skipChildren();
                }
            }
            if (signature == null || asSent == null || parser.nextToken() != null) {
                return Optional.empty();
            }
            JsonNode body = JSON.readTree(asSent);
            byte[] compact = body.toString().getBytes(StandardCharsets.UTF_8);
            // as it was sent too: numbers and escapes may be written in more ways than one
            List<byte[]> signed = Arrays.equals(compact, asSent) ? List.of(compact) : List.of(compact, asSent);
            return Optional.of(new SignedEvent(signature, (ObjectNode) body, signed));
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static byte[] slice(JsonParser parser, byte[] bytes) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int to = (int) parser.currentLocation().getByteOffset();
        return Arrays.copyOfRange(bytes, from, to);
    }

    String text(String field) {
        return body.path(field).asText("");
    }
}

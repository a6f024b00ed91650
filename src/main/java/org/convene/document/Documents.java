package org.convene.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.convene.ops.Sha256;

/** Documents as the tables keep them. */
public final class Documents {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Documents() {}

    /** Of what a table has; {@code null} of nothing. */
    public static ObjectNode read(String text) {
        try {
            return text == null ? null : (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException(notOurs);
        }
    }

    public static String write(ObjectNode document) {
        return document == null ? null : document.toString();
    }

    public static String digest(ObjectNode document) {
        return Sha256.of(document.toString().getBytes(StandardCharsets.UTF_8));
    }
}

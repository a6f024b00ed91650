package org.convene.sandbox.mx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Content;
import org.convene.sandbox.stage.Json;

/** Answers as the proxy writes them: JSON with four spaces, one key around everything, {@code null} for an empty list. */
final class ProxyJson {

    private static final DefaultIndenter FOUR = new DefaultIndenter("    ", "\n");
    private static final ObjectWriter WRITER = Json.MAPPER.writer(new DefaultPrettyPrinter()
            .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(FOUR)
            .withArrayIndenter(FOUR));

    private ProxyJson() {}

    static Answer answer(int status, Object body) {
        try {
            return new Answer(
                    status,
                    Map.of("Content-Type", "application/json; charset=utf-8"),
                    Content.of(WRITER.writeValueAsBytes(body)));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** 200 with {@code {"key": value}}. */
    static Answer wrapped(String key, Object value) {
        return answer(200, Collections.singletonMap(key, value));
    }

    /** 200 with a list, or null for an empty one: the trap of every list but that of recordings (mx-proxy.md A3). */
    static Answer list(String key, List<?> list) {
        return wrapped(key, list.isEmpty() ? null : list);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

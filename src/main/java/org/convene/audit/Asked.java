package org.convene.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.convene.api.Accept;

/** What a request asks for and what it is answered, as far as it is worth keeping: no names of people, no secrets. */
final class Asked {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_BODY = 10_000;

    /** Of a query. Others may be about people. */
    private static final Set<String> PARAMETERS = Set.of("vanished", "course", "force", "decision");

    /** Of an answer. */
    private static final Set<String> ANSWERS = Set.of("state", "applied", "pseudonym", "callId", "result", "held");

    private Asked() {}

    static boolean isPage(Message request) {
        return Accept.prefersPage(request.getHeader("Accept", String.class));
    }

    /** The address up to the last part of it that is a name; or the whole, without what is to be done. */
    static String subject(Message request, PlatformHttpEndpoint http) {
        String path = request.getHeader(Exchange.HTTP_PATH, "", String.class).replaceFirst("^/", "");
        String pattern = http.getPath().replaceFirst("^/", "");
        int last = pattern.lastIndexOf('}');
        if (last < 0) {
            return path.replaceFirst("/(sync|replay|erase)$", "");
        }
        int parts = pattern.substring(0, last).split("/").length;
        String[] said = path.split("/");
        return String.join("/", Arrays.copyOf(said, Math.min(parts, said.length)));
    }

    /** Parameters of the query, and what the phone system is told to do. */
    static JsonNode of(String operation, Message request) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        for (String name : PARAMETERS) {
            String value = request.getHeader(name, String.class);
            if (value != null) {
                asked.put(name, value);
            }
        }
        String path = request.getHeader(Exchange.HTTP_PATH, "", String.class);
        if (path.startsWith("/phone/")) {
            JsonNode body = body(request);
            if (body instanceof ObjectNode object) {
                asked.setAll(object);
            }
        }
        return asked.isEmpty() ? null : asked;
    }

    private static JsonNode body(Message request) {
        if (request.getBody() == null || request.getBody() instanceof InputStream) {
            return null;
        }
        return json(request.getBody(byte[].class));
    }

    private static JsonNode json(byte[] text) {
        try {
            return text == null || text.length > LONGEST_BODY ? null : JSON.readTree(text);
        } catch (IOException noJson) {
            return null;
        }
    }

    /** The status, in a word where that says more. */
    static String result(Exchange exchange) {
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (exchange.getException() != null) {
            return "failed";
        }
        return status == null || status < 400 ? AuditedChange.DONE : "refused " + status;
    }

    /** What was asked, and what the answer says of it; {@code null} when there is nothing to add. */
    static JsonNode answered(AuditedChange begun, Exchange exchange) {
        JsonNode answer = exchange.getMessage().getBody() instanceof String text
                ? json(text.getBytes(StandardCharsets.UTF_8))
                : null;
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        if (answer instanceof ObjectNode object) {
            ANSWERS.stream()
                    .filter(name -> object.path(name).isValueNode())
                    .forEach(name -> kept.set(name, object.get(name)));
        }
        if (kept.isEmpty()) {
            return null;
        }
        try {
            ObjectNode after = begun.after() == null
                    ? JsonNodeFactory.instance.objectNode()
                    : (ObjectNode) JSON.readTree(begun.after());
            return after.setAll(kept);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}

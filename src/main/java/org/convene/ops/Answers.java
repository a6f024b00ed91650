package org.convene.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What every answer of the API has in common. */
public final class Answers {
    private Answers() {}

    /** No body; nothing that the request carried goes back as a header. */
    public static void empty(Exchange exchange, int status) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setBody(null);
    }

    /** A page of a list, {@code {items}}; whoever knows that there are more adds {@code next}. */
    public static <T> ObjectNode items(Collection<T> page, Function<T, ? extends JsonNode> view) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode items = answer.putArray("items");
        page.forEach(one -> items.add(view.apply(one)));
        return answer;
    }

    /**
     * The answer's headers, and its text for the body: the HTTP server sends a text at once, where a tree of JSON would
     * go through a stream and several threads. Nothing that the request carried goes back as a header.
     */
    public static String json(Exchange exchange, int status, JsonNode body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        return body.toString();
    }
}

package org.convene.phone.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.Exchange;
import org.convene.ops.Answers;
import org.convene.ops.Rejected;

/** What all requests about the phone system have in common: a JSON object comes in, the phone system's own JSON goes out. */
@Singleton
@Named("phoneDesk")
public class PhoneDesk {
    private static final int LONGEST_REQUEST = 64 * 1024;

    private final ObjectMapper json;

    public PhoneDesk(ObjectMapper json) {
        this.json = json;
    }

    /**
     * In: a request's body, and headers of its path. Out: the body as JSON, an empty object when there is none; variables
     * {@code callId}, {@code deviceName} and {@code q}, where the request has them.
     *
     * @throws Rejected when the body is no JSON object; what must stand in it, the vendor's own routes say
     */
    public ObjectNode read(Exchange exchange) throws Rejected {
        for (String name : new String[] {"callId", "deviceName", "q"}) {
            exchange.setVariable(name, exchange.getMessage().getHeader(name, String.class));
        }
        String text = exchange.getMessage().getBody(String.class);
        exchange.getMessage().removeHeaders("*");
        if (text == null || text.isBlank()) {
            return json.createObjectNode();
        }
        if (text.length() > LONGEST_REQUEST) {
            throw Rejected.because(413, "That is far more than any request about the phone system.");
        }
        try {
            if (json.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException noJson) {
            // said below
        }
        throw Rejected.because(400, "The body is a JSON object, such as {\"to\": \"+74955550123\"}.");
    }

    /** In: an answer of the phone system, or nothing. Out: the same for the caller; 204 for nothing. */
    public String answer(Exchange exchange) {
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        if (answer == null || answer.isNull()) {
            Answers.empty(exchange, 204);
            return null;
        }
        return Answers.json(exchange, 200, answer);
    }

    /** In: a list of the phone system. Out: {@code {items}}. */
    public String items(Exchange exchange) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("items", exchange.getMessage().getBody(JsonNode.class));
        return Answers.json(exchange, 200, answer);
    }

    /** In: a call that was begun. Out: the same, and where it can be asked for. */
    public String begun(Exchange exchange) {
        JsonNode call = exchange.getMessage().getBody(JsonNode.class);
        String answer = Answers.json(exchange, 201, call);
        exchange.getMessage()
                .setHeader(
                        "Location", "/phone/live-calls/" + call.path("callId").asLong());
        return answer;
    }
}

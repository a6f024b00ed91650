package org.convene.terminal.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.convene.ops.Rejected;
import org.convene.terminal.Terminal;
import org.convene.terminal.TerminalCommand;
import org.convene.terminal.TerminalReply;
import org.convene.vendor.VendorFailure;

/** Sends one command for each exchange; no thread is held while the terminal thinks. */
class TrueConfRoomProducer extends DefaultAsyncProducer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrueConfRoomEndpoint endpoint;

    TrueConfRoomProducer(TrueConfRoomEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            terminal(exchange).send(command(exchange)).whenComplete((reply, failure) -> {
                settle(exchange, reply, failure);
                callback.done(false);
            });
            return false;
        } catch (Exception wrong) {
            exchange.setException(wrong);
            callback.done(true);
            return true;
        }
    }

    private void settle(Exchange exchange, ObjectNode reply, Throwable failure) {
        if (failure != null) {
            exchange.setException(failure instanceof CompletionException ? failure.getCause() : failure);
            return;
        }
        if (!TerminalReply.isGood(reply) && endpoint.isFailOnRefusal()) {
            String why = TerminalReply.why(reply);
            exchange.setException(new VendorFailure.Refused(why.isEmpty() ? "the terminal refuses it" : why));
        } else {
            exchange.getMessage().setBody(reply);
        }
    }

    private Terminal terminal(Exchange exchange) throws Rejected {
        String name = endpoint.isOfAll() ? exchange.getVariable("terminal", String.class) : endpoint.getTerminal();
        return endpoint.terminals().named(name);
    }

    private TerminalCommand command(Exchange exchange) throws Rejected {
        ObjectNode body = object(exchange.getMessage().getBody());
        String who = "route " + exchange.getFromRouteId();
        TerminalCommand command = endpoint.getMethod() == null
                ? TerminalCommand.of(body.path("method").asText(""), object(body.get("params")), who)
                : TerminalCommand.of(endpoint.getMethod(), body, who);
        command = command.awaitingOutcome(endpoint.isAwaitOutcome());
        return endpoint.getTimeout() > 0 ? command.within(Duration.ofMillis(endpoint.getTimeout())) : command;
    }

    private static ObjectNode object(Object body) throws Rejected {
        try {
            JsonNode json = body instanceof JsonNode node
                    ? node
                    : body instanceof String text && !text.isBlank()
                            ? JSON.readTree(text)
                            : body instanceof String || body == null ? null : JSON.valueToTree(body);
            if (json == null || json.isNull() || json.isMissingNode()) {
                return JsonNodeFactory.instance.objectNode();
            }
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException | IllegalArgumentException unusable) {
            // said below
        }
        throw Rejected.because(422, "The parameters of a command are a JSON object.");
    }
}

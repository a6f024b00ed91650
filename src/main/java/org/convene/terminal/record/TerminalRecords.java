package org.convene.terminal.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;
import org.convene.vendor.VendorFailure;

/**
 * What Kafka wants to know of a record, and what a record of {@code convene.terminal-commands} must say, for the routes in
 * kafka.camel.yaml. Headers of records are nobody's orders: none of them comes in, and none but ours goes out.
 */
@Singleton
@Named("terminalRecords")
public class TerminalRecords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMMIT = "terminalRecords.commit";
    private static final String RECORD = "terminalRecords.record";

    private final Clock clock;
    private final Duration within;

    public TerminalRecords(Clock clock, Settings settings) {
        this.clock = clock;
        this.within = settings.duration("convene.kafka.commands-within");
    }

    /**
     * Takes a record from the broker: its place as variable {@code record}, its JSON as the body.
     *
     * @throws Rejected when it is no JSON object, or so old that nobody waits for it any more
     */
    public void read(Exchange exchange) throws Rejected {
        String text = exchange.getMessage().getBody(String.class);
        exchange.setProperty(COMMIT, exchange.getMessage().getHeader(KafkaConstants.MANUAL_COMMIT));
        exchange.setProperty(RECORD, text);
        exchange.setVariable(
                "record",
                header(exchange, KafkaConstants.TOPIC) + "/" + header(exchange, KafkaConstants.PARTITION) + "/"
                        + header(exchange, KafkaConstants.OFFSET));
        Long written = exchange.getMessage().getHeader(KafkaConstants.TIMESTAMP, Long.class);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(object(text));
        if (written != null && Instant.ofEpochMilli(written).plus(within).isBefore(clock.instant())) {
            throw Rejected.because(
                    422,
                    "The command was written at " + Instant.ofEpochMilli(written)
                            + "; it is too old to be given now (convene.kafka.commands-within).");
        }
    }

    /**
     * Looks at a command, {@code {id, terminal, method, params, awaitOutcome}}, and leaves what the terminal is given as the
     * body; whether the terminal knows it is for the catalogue to say.
     */
    public void check(Exchange exchange) throws Rejected {
        JsonNode command = exchange.getMessage().getBody(JsonNode.class);
        exchange.setVariable("commandId", command.path("id").asText());
        exchange.setVariable("terminal", text(command, "terminal", "room-101"));
        exchange.setVariable("method", text(command, "method", "call"));
        if (!command.path("awaitOutcome").isBoolean()) {
            throw Rejected.because(422, "awaitOutcome is true or false.");
        }
        exchange.setVariable("awaitOutcome", command.path("awaitOutcome").asBoolean());
        ObjectNode given = JSON.createObjectNode();
        given.set("method", command.path("method"));
        given.set("params", command.path("params"));
        exchange.getMessage().setBody(given);
    }

    /** Why a terminal did not do what it was told: {@code {failure: {kind, reason}}}. */
    public void fail(Exchange exchange) {
        VendorFailure failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, VendorFailure.class);
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("failure").put("kind", failure.kind()).put("reason", failure.getMessage());
        exchange.getMessage().setBody(answer);
    }

    /** Why a record goes to quarantine: {@code {reason, errors, record}}, errors only where there are some. */
    public void refuse(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        ObjectNode refusal = JSON.createObjectNode().put("reason", String.valueOf(cause.getMessage()));
        if (cause instanceof Rejected rejected && !rejected.problem().errors().isEmpty()) {
            refusal.set("errors", JSON.valueToTree(rejected.problem().errors()));
        }
        exchange.getMessage().setBody(refusal.put("record", exchange.getProperty(RECORD, String.class)));
    }

    /** The time of now as variable {@code now}. */
    public void now(Exchange exchange) {
        exchange.setVariable("now", clock.instant().toString());
    }

    /** The record counts as read: it is not given again after a restart. */
    public void commit(Exchange exchange) {
        exchange.getProperty(COMMIT, KafkaManualCommit.class).commit();
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    private static ObjectNode object(String text) throws Rejected {
        try {
            if (text != null && JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException unusable) {
            // said below
        }
        throw Rejected.because(
                422, "A command is a JSON object such as {\"terminal\":\"room-101\",\"method\":\"getAppState\"}.");
    }

    private static String text(JsonNode command, String field, String example) throws Rejected {
        JsonNode value = command.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw Rejected.because(422, "The command has no " + field + ", such as \"" + example + "\".");
        }
        return value.asText();
    }
}

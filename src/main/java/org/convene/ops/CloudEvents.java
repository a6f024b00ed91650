package org.convene.ops;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;

/** CloudEvents 1.0 as records of Kafka, in structured JSON (Kafka protocol binding, section 3.3). */
@Singleton
@Named("cloudEvents")
public class CloudEvents {
    /** Section 3.3.1: a header, without which readers take a record for binary. */
    private static final String CONTENT_TYPE = "content-type";

    private static final String STRUCTURED = "application/cloudevents+json; charset=UTF-8";

    /** Makes a record of the body: its key is the variable {@code key}, and no header but ours goes along. */
    public void address(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(KafkaConstants.KEY, exchange.getVariable("key", String.class));
        exchange.getMessage().setHeader(CONTENT_TYPE, STRUCTURED);
        exchange.getMessage().setBody(exchange.getMessage().getBody(String.class));
    }

    /** Whether this is a CloudEvent, and not what one carries. */
    public static boolean is(JsonNode record) {
        return record.has("specversion") && record.has("type");
    }
}

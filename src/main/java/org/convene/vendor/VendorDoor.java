package org.convene.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;

/** What a door does with a refusal, once the vendor's own mapping has put it into the vocabulary. */
@Singleton
@Named("vendorDoor")
public class VendorDoor {
    private static final Duration MOST_PATIENT = Duration.ofDays(1);

    private final Vendors vendors;

    public VendorDoor(Vendors vendors) {
        this.vendors = vendors;
    }

    /** In: {@code {"failure": kind, "reason": words}}. Always throws; a Retry-After of the answer goes with it. */
    public void failed(Exchange exchange) throws VendorFailure {
        VendorCall call = VendorCall.of(exchange);
        JsonNode mapped = exchange.getMessage().getBody(JsonNode.class);
        Duration pause = Optional.ofNullable(exchange.getMessage().getHeader("Retry-After", String.class))
                .map(RetryAfter::parse)
                .map(asked -> asked.compareTo(MOST_PATIENT) > 0 ? MOST_PATIENT : asked)
                .orElse(Duration.ZERO);
        exchange.getMessage().removeHeaders("*");
        VendorFailure failure = VendorFailure.of(
                mapped.path("failure").asText(), mapped.path("reason").asText() + " (" + call.operation() + ")", pause);
        vendors.gate(call.vendor()).ended(call.operation(), failure, VendorRequests.elapsed(exchange));
        throw failure;
    }

    /** In: what a mapping makes of an answer, {@code {"failure": kind, "reason": words, "retryAfter": seconds}}, or no failure. */
    public void judged(Exchange exchange) throws VendorFailure {
        JsonNode judged = exchange.getMessage().getBody(JsonNode.class);
        if (judged != null && judged.has("failure")) {
            throw VendorFailure.of(
                    judged.path("failure").asText(),
                    judged.path("reason").asText(),
                    Duration.ofSeconds(judged.path("retryAfter").asLong(0)));
        }
    }

    /** An operation that the vendor publishes only behind its login is not where configuration says. */
    public void lacks(Exchange exchange, String key) throws VendorFailure {
        String call = exchange.getContext().resolvePropertyPlaceholders("{{" + key + "}}");
        throw new VendorFailure.Refused(
                VendorCall.of(exchange).vendor() + " answers 404 to " + call + ", correct " + key);
    }
}

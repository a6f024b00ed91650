package org.convene.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * The part of a vendor's door that is the same for every vendor; a door kamelet calls it before and after the request.
 * The kamelet sets the variables {@code door} (the vendor), {@code operation} and {@code call} ({@code POST /v1/spaces}).
 */
@Singleton
@Named("vendorDoor")
public class VendorDoor {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");
    private static final String STARTED = "conveneCallStarted";

    private final Vendors vendors;

    public VendorDoor(Vendors vendors) {
        this.vendors = vendors;
    }

    /** Asks the vendor's gate, and waits where the rate demands it. Nothing the message carried goes to the vendor. */
    public CompletionStage<Void> open(Exchange exchange) throws VendorFailure {
        VendorGate gate = gate(exchange);
        long wait = gate.enter();
        exchange.getMessage().removeHeaders("*");
        if (method(exchange).equals("GET") || method(exchange).equals("DELETE")) {
            exchange.getMessage().setBody(null);
        } else if (exchange.getMessage().getBody() instanceof JsonNode json) {
            exchange.getMessage().setBody(Buffer.buffer(json.toString()));
        }
        exchange.setVariable(
                VendorRequests.ADDRESS, gate.vendor().url().orElseThrow() + filled(path(exchange), exchange));
        exchange.setProperty(STARTED, System.nanoTime() + wait);
        return wait == 0 ? CompletableFuture.completedFuture(null) : CompletableFuture.runAsync(() -> {}, later(wait));
    }

    private static Executor later(long nanos) {
        return CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * The vendor answered. A success becomes its JSON (no body when it has none); anything else becomes
     * {@code {"status": 404, "body": JSON or text}} for the vendor's own mapping.
     */
    public void answered(Exchange exchange) throws VendorFailure {
        byte[] bytes = exchange.getMessage().getBody(byte[].class);
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        JsonNode json = VendorAnswer.json(bytes);
        if (status >= 300) {
            exchange.getMessage().setBody(VendorAnswer.refusal(status, json, bytes));
        } else if (json == null && bytes != null && bytes.length > 0) {
            throw doubtful(exchange, "answered with something that is no JSON");
        } else {
            exchange.getMessage().setBody(json);
        }
    }

    /** The request was answered with success. */
    public void done(Exchange exchange) {
        gate(exchange).fine(operation(exchange), "ok", elapsed(exchange));
        exchange.getMessage().removeHeaders("*");
    }

    /** What the door's mapping made of an answer that is no success: {@code {"failure": kind, "reason": words}}. */
    public void failed(Exchange exchange) throws VendorFailure {
        JsonNode mapped = exchange.getMessage().getBody(JsonNode.class);
        Duration wait = retryAfter(exchange.getMessage().getHeader("Retry-After", String.class));
        VendorFailure failure = VendorFailure.of(
                mapped.path("failure").asText(),
                mapped.path("reason").asText() + " (" + operation(exchange) + ")",
                wait);
        exchange.getMessage().removeHeaders("*");
        speak(exchange, failure);
        throw failure;
    }

    /** The request was not answered at all, or not with what is documented. */
    public void broken(Exchange exchange) throws VendorFailure {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (cause instanceof VendorFailure failure) {
            throw failure;
        }
        if (neverSent(cause)) {
            VendorFailure down = new VendorFailure.Down(reason(exchange, "cannot be reached"));
            speak(exchange, down);
            throw down;
        }
        throw doubtful(exchange, words(cause));
    }

    /** Whether it happened is only unknown where asking twice would do it twice. */
    private VendorFailure doubtful(Exchange exchange, String words) {
        boolean repeatable = !"POST".equals(method(exchange));
        String reason = reason(exchange, words);
        VendorFailure failure = repeatable ? new VendorFailure.Down(reason) : new VendorFailure.Uncertain(reason);
        speak(exchange, failure);
        return failure;
    }

    private static String reason(Exchange exchange, String words) {
        return vendorName(exchange) + " " + words + " (" + operation(exchange) + ")";
    }

    private void speak(Exchange exchange, VendorFailure failure) {
        VendorGate gate = gate(exchange);
        if (failure instanceof VendorFailure.Down
                || failure instanceof VendorFailure.Uncertain
                || failure instanceof VendorFailure.Unauthorized) {
            gate.ill(operation(exchange), failure, elapsed(exchange));
        } else {
            gate.fine(operation(exchange), failure.kind(), elapsed(exchange));
        }
    }

    /** Seconds, or an HTTP date (RFC 9110 section 10.2.3); zero when absent or not understood; a day at most. */
    private static Duration retryAfter(String header) {
        return Optional.ofNullable(header)
                .map(RetryAfter::parse)
                .map(wait -> wait.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : wait)
                .orElse(Duration.ZERO);
    }

    private static boolean neverSent(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof ConnectException || t instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    private static String words(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (text.contains("timeout")) {
            return "did not answer in time";
        }
        if (text.contains("closed")) {
            return "closed the connection without an answer";
        }
        return "did not answer as documented: " + cause.getClass().getSimpleName();
    }

    private static String filled(String path, Exchange exchange) throws VendorFailure {
        Matcher place = PLACE.matcher(path);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            String value = exchange.getVariable(place.group(1), String.class);
            if (value == null || value.isEmpty()) {
                throw new VendorFailure.Refused("the variable " + place.group(1) + " is needed for " + path);
            }
            String escaped = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            place.appendReplacement(filled, Matcher.quoteReplacement(escaped));
        }
        return place.appendTail(filled).toString();
    }

    /** An operation that the vendor publishes only behind its login is not where configuration says. */
    public void lacks(Exchange exchange, String key) throws VendorFailure {
        String call = exchange.getContext().resolvePropertyPlaceholders("{{" + key + "}}");
        throw new VendorFailure.Refused(vendorName(exchange) + " answers 404 to " + call + ", correct " + key);
    }

    private VendorGate gate(Exchange exchange) {
        return vendors.gate(vendorName(exchange));
    }

    private static String vendorName(Exchange exchange) {
        return exchange.getVariable("door", String.class);
    }

    static String method(Exchange exchange) {
        String call = exchange.getVariable("call", String.class);
        return call.substring(0, Math.max(0, call.indexOf(' ')));
    }

    private static String path(Exchange exchange) {
        String call = exchange.getVariable("call", String.class);
        return call.substring(call.indexOf(' ') + 1);
    }

    private static String operation(Exchange exchange) {
        return exchange.getVariable("operation", String.class);
    }

    private static long elapsed(Exchange exchange) {
        return Math.max(0, System.nanoTime() - exchange.getProperty(STARTED, 0L, Long.class));
    }
}

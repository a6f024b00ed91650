package org.convene.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * The step of a door that sees to it that the call is made with a token which is good, for vendors that give out tokens
 * for some time; with an endless one there is nothing to do. When a call is answered that its token is not accepted, the
 * door asks {@link #isStale}, then {@link #forget}, and makes the call once more.
 */
@Singleton
@Named("vendorToken")
public class VendorToken extends AsyncProcessorSupport {
    private static final String TOKEN = "conveneToken";
    private static final String REQUEST = "conveneRequest";

    private final Vendors vendors;
    private final VendorClients clients;
    private final Clock clock;
    private final Map<String, SharedToken> tokens = new ConcurrentHashMap<>();

    public VendorToken(Vendors vendors, VendorClients clients, Clock clock) {
        this.vendors = vendors;
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Vendor vendor = vendors.vendor(VendorCall.of(exchange).vendor());
        exchange.removeProperty(TOKEN);
        if (vendor.authorization().grant().isEmpty()) {
            callback.done(true);
            return true;
        }
        exchange.setProperty(REQUEST, exchange.getMessage().getBody());
        exchange.setProperty(VendorRequests.STARTED, System.nanoTime());
        Future<AccessToken> token = tokenOf(vendor).current();
        boolean there = token.isComplete();
        token.onComplete(answer -> {
            if (answer.succeeded()) {
                exchange.setProperty(TOKEN, answer.result());
            } else {
                refused(exchange, answer.cause());
            }
            callback.done(there);
        });
        return there;
    }

    private void refused(Exchange exchange, Throwable cause) {
        VendorGate gate = vendors.gate(VendorCall.of(exchange).vendor());
        if (cause instanceof VendorFailure failure) {
            gate.ended("token", failure, VendorRequests.elapsed(exchange));
        }
        exchange.setException(cause);
    }

    /**
     * In: an answer as its vendor's mapping put it, {@code {"failure": ..., "stale": whether another token may help}}, or a
     * success. A mapping that does not say means each {@code unauthorized}.
     */
    public boolean isStale(Exchange exchange) {
        return exchange.getProperty(TOKEN) != null
                && exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE) != null
                && exchange.getMessage().getBody() instanceof JsonNode answer
                && answer.path("stale")
                        .asBoolean(answer.path("failure").asText().equals("unauthorized"));
    }

    /** The token is not used again, and the message is the request that it was. */
    public void forget(Exchange exchange) {
        Vendor vendor = vendors.vendor(VendorCall.of(exchange).vendor());
        tokenOf(vendor).forget(exchange.getProperty(TOKEN, AccessToken.class));
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(exchange.getProperty(REQUEST));
    }

    /** The token to send with the call in hand; empty for none. */
    static String of(Exchange exchange, Vendor vendor) {
        return vendor.authorization().grant().isEmpty()
                ? vendor.authorization().token()
                : exchange.getProperty(TOKEN, AccessToken.class).value();
    }

    private SharedToken tokenOf(Vendor vendor) {
        return tokens.computeIfAbsent(vendor.name(), name -> {
            TokenRequest request =
                    new TokenRequest(vendor, vendor.authorization().grant().orElseThrow(), clients.of(vendor), clock);
            return new SharedToken(request::send, clock);
        });
    }

    /** As after a restart; for tests. */
    void startAnew() {
        tokens.values().forEach(SharedToken::startAnew);
    }
}

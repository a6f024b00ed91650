package org.convene.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.vertx.http.DefaultVertxHttpBinding;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;

/**
 * How an exchange becomes a request to a vendor, and the answer an exchange again. Sends the JSON body and nothing else
 * that a message may have carried; adds the token here, so that it stands in no route, endpoint or JMX; keeps TLS with an
 * explicit port and escaped paths right, which the component's own binding does not; follows no redirect and keeps no
 * cookie, since the cookies of some vendors would mix accounts.
 */
@Singleton
@Named("vendorRequests")
public class VendorRequests extends DefaultVertxHttpBinding {
    static final String STARTED = "conveneCallStarted";

    private final Vendors vendors;
    private final VendorClients clients;

    public VendorRequests(Vendors vendors, VendorClients clients) {
        this.vendors = vendors;
        this.clients = clients;
    }

    @Override
    public HttpRequest<Buffer> prepareHttpRequest(VertxHttpEndpoint endpoint, Exchange exchange) throws Exception {
        VendorCall call = VendorCall.of(exchange);
        Vendor vendor = vendors.vendor(call.vendor());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        String address = vendor.url().orElseThrow() + call.path(exchange);
        String token = VendorToken.of(exchange, vendor);
        boolean inQuery = vendor.authorization().inQuery();
        HttpRequest<Buffer> request = clients.of(vendor)
                .requestAbs(HttpMethod.valueOf(call.method()), inQuery ? withToken(address, token) : address)
                .timeout(endpoint.getConfiguration().getTimeout())
                .putHeader("Accept", call.answer().startsWith("json") ? "application/json" : "*/*");
        if (!inQuery) {
            request.bearerTokenAuthentication(token);
        }
        if (!call.hasBody()) {
            message.setBody(null);
        } else if (message.getBody() instanceof JsonNode json) {
            message.setBody(Buffer.buffer(json.toString()));
        }
        if (message.getBody() != null) {
            request.putHeader("Content-Type", "application/json");
        }
        exchange.setProperty(STARTED, System.nanoTime());
        return request.as(LimitedBody.codec());
    }

    private static String withToken(String address, String token) {
        String mark = address.indexOf('?') < 0 ? "?" : "&";
        return address + mark + "access_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    /**
     * A success becomes its JSON (no body when it has none); a refusal becomes {@code {"status": 404, "body": JSON or
     * text}} for the vendor's own mapping, its status also in the header {@code CamelHttpResponseCode}; no answer, or one
     * that is not what was promised, becomes a failure.
     */
    @Override
    public void handleResponse(
            VertxHttpEndpoint endpoint, Exchange exchange, AsyncResult<HttpResponse<Buffer>> answer) {
        VendorCall call = VendorCall.of(exchange);
        if (answer.failed()) {
            exchange.setException(ill(exchange, call, unanswered(call, answer.cause())));
            return;
        }
        HttpResponse<Buffer> response = answer.result();
        byte[] bytes = response.body() == null ? null : response.body().getBytes();
        if (call.answer().equals("audio") && response.statusCode() < 300 && !WaveFile.isWhole(bytes)) {
            exchange.setException(ill(exchange, call, doubtful(call, "answered with audio that ends short")));
            return;
        }
        Object other = otherThanJson(call, response, bytes);
        if (other != null) {
            vendors.gate(call.vendor()).fine(call.operation(), "ok", elapsed(exchange));
            exchange.getMessage().setBody(other);
            return;
        }
        JsonNode json = VendorAnswer.json(bytes);
        if (response.statusCode() >= 300 || call.answer().equals("json-or-error") && saysError(json)) {
            Message message = exchange.getMessage();
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, response.statusCode());
            message.setHeader("Retry-After", response.getHeader("Retry-After"));
            message.setBody(VendorAnswer.refusal(response.statusCode(), json, bytes));
        } else if (json == null && bytes != null && bytes.length > 0) {
            exchange.setException(ill(exchange, call, doubtful(call, "answered with something that is no JSON")));
        } else {
            vendors.gate(call.vendor()).fine(call.operation(), "ok", elapsed(exchange));
            exchange.getMessage().setBody(json);
        }
    }

    private static boolean saysError(JsonNode json) {
        return json != null && (json.hasNonNull("error") || json.hasNonNull("exception"));
    }

    /** A file as it came, or a link to one: vendors tell it as text, as JSON text, or by a redirect. */
    private static Object otherThanJson(VendorCall call, HttpResponse<Buffer> response, byte[] bytes) {
        boolean good = response.statusCode() < 300;
        return switch (call.answer()) {
            case "file", "audio" -> good ? bytes : null;
            case "link" ->
                response.statusCode() < 400
                        ? VendorAnswer.link(response.getHeader("Location"), good ? bytes : null)
                        : null;
            default -> null;
        };
    }

    private VendorFailure ill(Exchange exchange, VendorCall call, VendorFailure failure) {
        vendors.gate(call.vendor()).ill(call.operation(), failure, elapsed(exchange));
        return failure;
    }

    private static VendorFailure unanswered(VendorCall call, Throwable cause) {
        NoAnswer none = NoAnswer.of(call.vendor(), cause);
        return none.reached() ? doubtful(call, none.words()) : new VendorFailure.Down(reason(call, none.words()));
    }

    /** Whether it happened is only unknown where asking twice would do it twice. */
    private static VendorFailure doubtful(VendorCall call, String words) {
        return call.isIdempotent()
                ? new VendorFailure.Down(reason(call, words))
                : new VendorFailure.Uncertain(reason(call, words));
    }

    private static String reason(VendorCall call, String words) {
        return call.vendor() + " " + words + " (" + call.operation() + ")";
    }

    static long elapsed(Exchange exchange) {
        return Math.max(0, System.nanoTime() - exchange.getProperty(STARTED, 0L, Long.class));
    }
}

package org.convene.vendor;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.Exchange;
import org.apache.camel.component.vertx.http.DefaultVertxHttpBinding;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;
import org.convene.ops.Settings;

/**
 * How an exchange becomes a request to a vendor and back. Beside being leaner than the component's own binding it keeps
 * TLS with an explicit port and escaped paths right, sends no header that a message may have carried, and adds the token
 * where nobody can read it.
 */
@Singleton
@Named("vendorRequests")
public class VendorRequests extends DefaultVertxHttpBinding {
    static final String ADDRESS = "address";

    private final Vendors vendors;
    private final WebClient client;

    public VendorRequests(Vendors vendors, Vertx vertx, Settings settings) {
        this.vendors = vendors;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setMaxPoolSize(settings.number("convene.vendors.connections", 1, 100_000))
                        .setConnectTimeout((int) settings.duration("convene.vendors.connect-timeout")
                                .toMillis())
                        .setFollowRedirects(false));
    }

    @Override
    public HttpRequest<Buffer> prepareHttpRequest(VertxHttpEndpoint endpoint, Exchange exchange) {
        HttpMethod method = HttpMethod.valueOf(VendorDoor.method(exchange));
        Vendor vendor = vendors.vendor(exchange.getVariable("door", String.class));
        HttpRequest<Buffer> request = client.requestAbs(method, exchange.getVariable(ADDRESS, String.class))
                .timeout(endpoint.getConfiguration().getTimeout())
                .putHeader("Accept", "application/json")
                .bearerTokenAuthentication(vendor.token());
        if (exchange.getMessage().getBody() != null) {
            request.putHeader("Content-Type", "application/json");
        }
        return request;
    }

    @Override
    public void handleResponse(
            VertxHttpEndpoint endpoint, Exchange exchange, AsyncResult<HttpResponse<Buffer>> answer) {
        if (answer.failed()) {
            Throwable cause = answer.cause();
            exchange.setException(cause);
            return;
        }
        HttpResponse<Buffer> response = answer.result();
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, response.statusCode());
        String retryAfter = response.getHeader("Retry-After");
        if (retryAfter != null) {
            exchange.getMessage().setHeader("Retry-After", retryAfter);
        }
        exchange.getMessage()
                .setBody(response.body() == null ? null : response.body().getBytes());
    }
}

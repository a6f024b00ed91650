package org.convene.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.vertx.http.DefaultVertxHttpBinding;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;
import org.convene.booking.Attempts;
import org.convene.booking.Booking;
import org.convene.ops.Settings;
import org.convene.vendor.RetryAfter;
import org.convene.vendor.VendorFailure;

/**
 * How a message becomes a signed request to the LMS, and its answer success or a failure of the vocabulary. 2xx is heard;
 * 408, 429 and 5xx are tried again; any other answer is for a person, since repeating it would not help.
 */
@Singleton
@Named("deliveryRequests")
public class DeliveryRequests extends DefaultVertxHttpBinding {
    private final Optional<String> callback;
    private final byte[] key;
    private final Clock clock;
    private final WebClient client;

    public DeliveryRequests(Vertx vertx, Settings settings, Clock clock) {
        this.callback = settings.optionalUrl("convene.lms.callback-url");
        this.key = callback.isPresent() ? key(settings) : new byte[0];
        this.clock = clock;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout((int) settings.duration("convene.vendors.connect-timeout")
                                .toMillis())
                        .setFollowRedirects(false));
    }

    private static byte[] key(Settings settings) {
        String name = "convene.lms.callback-secret";
        String example = "whsec_ and the output of openssl rand -base64 32";
        String secret = settings.optionalText(name)
                .orElseThrow(() -> Settings.wrong(name, "is needed to sign what is told to the LMS", example));
        try {
            return StandardWebhook.key(secret);
        } catch (IllegalArgumentException unusable) {
            throw Settings.wrong(name, "is no secret of the Standard Webhooks specification", example);
        }
    }

    @Override
    public HttpRequest<Buffer> prepareHttpRequest(VertxHttpEndpoint endpoint, Exchange exchange) {
        Booking booking = Attempts.booking(exchange);
        String body = message(booking);
        String id = "msg_" + booking.no() + "_" + booking.version();
        StandardWebhook signed = StandardWebhook.of(key, id, clock.instant(), body);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(Buffer.buffer(body));
        return client.postAbs(callback.orElseThrow())
                .timeout(endpoint.getConfiguration().getTimeout())
                .putHeader("Content-Type", "application/json")
                .putHeader("webhook-id", signed.id())
                .putHeader("webhook-timestamp", String.valueOf(signed.timestamp()))
                .putHeader("webhook-signature", signed.signature());
    }

    /** The same text at each attempt: its time is when the message came to be. */
    private static String message(Booking booking) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("type", booking.desired().path("type").asText())
                .put("timestamp", booking.endsAt().toString());
        message.set("data", booking.desired().path("data"));
        return message.toString();
    }

    @Override
    public void handleResponse(
            VertxHttpEndpoint endpoint, Exchange exchange, AsyncResult<HttpResponse<Buffer>> answer) {
        exchange.getMessage().setBody(null);
        if (answer.failed()) {
            exchange.setException(new VendorFailure.Down("the LMS did not answer"));
            return;
        }
        int status = answer.result().statusCode();
        if (status == 429 || status == 503) {
            Duration pause = Optional.ofNullable(answer.result().getHeader("Retry-After"))
                    .map(RetryAfter::parse)
                    .orElse(Duration.ZERO);
            exchange.setException(new VendorFailure.Busy("the LMS asks for patience (" + status + ")", pause));
        } else if (status == 408 || status >= 500) {
            exchange.setException(new VendorFailure.Down("the LMS answered " + status));
        } else if (status >= 300) {
            exchange.setException(new VendorFailure.Refused("the LMS answered " + status + " to " + booking(exchange)
                    + ", correct convene.lms.callback-url or the LMS, then replay"));
        }
    }

    private static String booking(Exchange exchange) {
        return Attempts.booking(exchange).desired().path("type").asText();
    }
}

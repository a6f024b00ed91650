package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Delivers webhooks: three attempts in all, then the event is lost (teleboss.md D2.4). */
final class WebhookSender {

    private static final int ATTEMPTS = 3;
    private static final int KEPT = 1000;
    private static final long ANSWER_WITHIN = 5_000;

    private final Vertx vertx;
    private final Clock clock;
    private final long retryMillis;
    private final HttpClient client;
    private final Deque<WebhookDelivery> deliveries = new ArrayDeque<>();

    WebhookSender(Vertx vertx, Clock clock, Duration retry) {
        this.vertx = vertx;
        this.clock = clock;
        this.retryMillis = Math.max(1, retry.toMillis());
        this.client = vertx.createHttpClient();
    }

    void send(Webhook webhook, ObjectNode event) {
        if (webhook.isActive()) {
            Buffer body = Buffer.buffer(Json.bytes(WebhookBody.signed(event, webhook.secret())));
            attempt(webhook, event, body, new ArrayList<>());
        }
    }

    synchronized List<WebhookDelivery> deliveries() {
        return List.copyOf(deliveries);
    }

    synchronized void clear() {
        deliveries.clear();
    }

    Future<Void> close() {
        return client.close();
    }

    private void attempt(Webhook webhook, ObjectNode event, Buffer body, List<Integer> statuses) {
        post(webhook.url(), body).onComplete(answered -> {
            int status = answered.succeeded() ? answered.result() : 0;
            statuses.add(status);
            if (status / 100 == 2 || statuses.size() == ATTEMPTS) {
                keep(new WebhookDelivery(
                        clock.instant(),
                        event.path("eventName").asText(),
                        event.path("roomId").asText(),
                        webhook.spaceId(),
                        List.copyOf(statuses)));
            } else {
                vertx.setTimer(retryMillis, elapsed -> attempt(webhook, event, body, statuses));
            }
        });
    }

    private Future<Integer> post(String url, Buffer body) {
        try {
            RequestOptions request = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setAbsoluteURI(url)
                    .setTimeout(ANSWER_WITHIN)
                    .putHeader("Content-Type", "application/json");
            return client.request(request).compose(open -> open.send(body)).map(response -> response.statusCode());
        } catch (RuntimeException noSuchAddress) {
            return Future.failedFuture(noSuchAddress);
        }
    }

    private synchronized void keep(WebhookDelivery delivery) {
        if (deliveries.size() == KEPT) {
            deliveries.removeFirst();
        }
        deliveries.addLast(delivery);
    }
}

package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.convene.sandbox.stage.FaultScript;
import org.convene.sandbox.stage.Json;
import org.convene.sandbox.stage.Posting;

/** Delivers webhooks: three attempts in all, then the event is lost (teleboss.md D2.4). The fault script may meddle. */
final class WebhookSender {

    private static final int ATTEMPTS = 3;
    private static final int KEPT = 1000;
    private static final int AT_ONCE = 16;
    private static final int ANSWER_WITHIN = 5_000;
    private static final int A_LONG_QUEUE = 600_000;

    private final Vertx vertx;
    private final Clock clock;
    private final long retryMillis;
    private final FaultScript faults;
    private final HttpClient client;
    private final Deque<WebhookDelivery> deliveries = new ArrayDeque<>();
    private final Map<String, Long> counters = new TreeMap<>();

    WebhookSender(Vertx vertx, Clock clock, Duration retry, FaultScript faults) {
        this.vertx = vertx;
        this.clock = clock;
        this.retryMillis = Math.max(1, retry.toMillis());
        this.faults = faults;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(AT_ONCE).setConnectTimeout(ANSWER_WITHIN));
    }

    void send(Webhook webhook, ObjectNode event) {
        if (!webhook.isActive()) {
            return;
        }
        count("told");
        for (Posting posting : faults.postings(event.path("eventName").asText())) {
            posting.faults().forEach(this::count);
            if (posting.lost()) {
                keep(webhook, event, posting, List.of());
            } else {
                String secret = posting.forged() ? "not " + webhook.secret() : webhook.secret();
                Buffer body = Buffer.buffer(Json.bytes(WebhookBody.signed(event, secret)));
                after(posting.delayMillis(), () -> attempt(webhook, event, posting, body, new ArrayList<>()));
            }
        }
    }

    synchronized List<WebhookDelivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /**
     * How many events were {@code told}, how many sendings were {@code delivered} or {@code given-up} after the last
     * attempt, and how many each fault hit.
     */
    synchronized Map<String, Long> counters() {
        return new TreeMap<>(counters);
    }

    synchronized void clear() {
        deliveries.clear();
        counters.clear();
    }

    Future<Void> close() {
        return client.close();
    }

    private void attempt(Webhook webhook, ObjectNode event, Posting posting, Buffer body, List<Integer> statuses) {
        post(webhook.url(), body).onComplete(answered -> {
            int status = answered.succeeded() ? answered.result() : 0;
            statuses.add(status);
            boolean heard = status / 100 == 2;
            if (heard || statuses.size() == ATTEMPTS) {
                count(heard ? "delivered" : "given-up");
                keep(webhook, event, posting, List.copyOf(statuses));
            } else {
                after(retryMillis, () -> attempt(webhook, event, posting, body, statuses));
            }
        });
    }

    private Future<Integer> post(String url, Buffer body) {
        try {
            RequestOptions request = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setAbsoluteURI(url)
                    .setConnectTimeout(A_LONG_QUEUE)
                    .setIdleTimeout(ANSWER_WITHIN)
                    .putHeader("Content-Type", "application/json");
            return client.request(request).compose(open -> open.send(body)).map(response -> response.statusCode());
        } catch (RuntimeException noSuchAddress) {
            return Future.failedFuture(noSuchAddress);
        }
    }

    private void after(long millis, Runnable then) {
        if (millis > 0) {
            vertx.setTimer(millis, elapsed -> then.run());
        } else {
            then.run();
        }
    }

    private synchronized void count(String what) {
        counters.merge(what, 1L, Long::sum);
    }

    private synchronized void keep(Webhook webhook, ObjectNode event, Posting posting, List<Integer> statuses) {
        if (deliveries.size() == KEPT) {
            deliveries.removeFirst();
        }
        deliveries.addLast(new WebhookDelivery(
                clock.instant(),
                event.path("eventName").asText(),
                event.path("roomId").asText(),
                webhook.spaceId(),
                event.path("recordId").textValue(),
                posting.faults(),
                statuses));
    }
}

package org.convene.hint;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.convene.booking.Hint;
import org.convene.booking.Hints;
import org.convene.ops.Answers;
import org.convene.ops.Hmac;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;

/**
 * Hears Teleboss's webhooks: verifies, keeps the hint, answers. Nothing else happens before the answer, and nothing in
 * the event is believed but that it is worth to look (the vendor signs no time and no event id, so any event may be a
 * repetition).
 */
@Singleton
@Named("webhooks")
public class Webhooks {
    private static final int LONGEST = 64 * 1024;
    private static final String VENDOR = "teleboss";

    private final WebhookSecrets secrets;
    private final Hints hints;
    private final MeterRegistry metrics;
    private final Map<String, Duration> lookAfter = new HashMap<>();

    public Webhooks(WebhookSecrets secrets, Hints hints, Settings settings, MeterRegistry metrics) {
        this.secrets = secrets;
        this.hints = hints;
        this.metrics = metrics;
        Duration settle = settings.duration("convene.archive.settle");
        lookAfter.put("call_started", null);
        lookAfter.put("call_finished", settle);
        lookAfter.put("record_started", null);
        lookAfter.put("record_finished", settle);
        lookAfter.put("record_aborted", settle);
        lookAfter.put("record_failed", Duration.ZERO);
    }

    /** In: the request's body. Out: nothing, after the hint is durable; or 400, 401, 413. */
    public CompletionStage<Void> hear(Exchange exchange) throws IOException, SQLException, Rejected {
        SignedEvent signed = SignedEvent.read(body(exchange)).orElseThrow(() -> {
            count("other", "malformed");
            return Rejected.because(400, "The body is no event: {\"signature\": ..., \"body\": {\"eventName\": ...}}.");
        });
        if (!isSigned(signed)) {
            count("other", "forged");
            throw Rejected.because(401, "The signature does not match.");
        }
        String event = signed.text("eventName");
        String room = signed.text("roomId");
        if (!lookAfter.containsKey(event) || room.isEmpty() || room.length() > 200) {
            count("other", "unknown-event");
            return answered(exchange);
        }
        String record = signed.text("recordId");
        Hint hint = new Hint(
                VENDOR, event, room, record.isEmpty() || record.length() > 200 ? null : record, lookAfter.get(event));
        return hints.hear(hint).thenCompose(known -> {
            count(event, known ? "heard" : "unknown-room");
            return answered(exchange);
        });
    }

    private static byte[] body(Exchange exchange) throws IOException, Rejected {
        InputStream stream = exchange.getMessage().getBody(InputStream.class);
        byte[] bytes = stream == null ? new byte[0] : stream.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw Rejected.because(413, "An event is never longer than " + LONGEST + " bytes.");
        }
        return bytes;
    }

    private boolean isSigned(SignedEvent event) throws SQLException {
        byte[] signature = event.signature().getBytes(StandardCharsets.UTF_8);
        boolean matches = false;
        List<byte[]> keys = secrets.accepted();
        for (byte[] key : keys) {
            for (byte[] text : event.signed()) {
                // no early end: how long it takes says nothing about which key, or how much of it, was right
                matches |= MessageDigest.isEqual(hex(Hmac.sha256(key, text)), signature);
            }
        }
        return matches;
    }

    private static byte[] hex(byte[] hash) {
        return HexFormat.of().formatHex(hash).getBytes(StandardCharsets.UTF_8);
    }

    private static CompletionStage<Void> answered(Exchange exchange) {
        Answers.empty(exchange, 200);
        return CompletableFuture.completedFuture(null);
    }

    private void count(String event, String outcome) {
        metrics.counter("convene.webhook.events", "vendor", VENDOR, "event", event, "outcome", outcome)
                .increment();
    }
}

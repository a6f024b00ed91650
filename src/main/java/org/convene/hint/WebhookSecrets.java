package org.convene.hint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convene.ops.Settings;
import org.convene.vendor.SharedValues;

/**
 * The key that signs Teleboss's webhooks. One from configuration wins; else the one told when the webhook was registered
 * is kept in the ledger, for all replicas, together with the one before it, which is accepted for a while longer: the
 * vendor may still be repeating what it signed with that. Never logged, never shown.
 */
@Singleton
public class WebhookSecrets {
    private static final String NAME = "teleboss.webhook";
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration TURN = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final SharedValues values;
    private final Clock clock;
    private final Optional<String> configured;
    private final Duration grace;
    private volatile Known known = new Known(JSON.createObjectNode(), Instant.MIN);

    private record Known(JsonNode registration, Instant read) {}

    public WebhookSecrets(SharedValues values, Clock clock, Settings settings) {
        this.values = values;
        this.clock = clock;
        this.configured = settings.optionalText("convene.teleboss.webhook-secret");
        this.grace = settings.duration("convene.teleboss.webhook.grace");
    }

    /** The keys that a webhook may be signed with now. */
    List<byte[]> accepted() throws SQLException {
        List<byte[]> keys = new ArrayList<>();
        configured.ifPresent(secret -> keys.add(bytes(secret)));
        JsonNode registration = registration();
        add(keys, registration.path("secret"));
        if (registration.has("previous")
                && Instant.parse(registration.path("previousUntil").asText()).isAfter(clock.instant())) {
            add(keys, registration.path("previous"));
        }
        return keys;
    }

    /** Whether webhooks of this space can be verified. */
    boolean isKnown(String space) throws SQLException {
        return configured.isPresent()
                || registration().path("space").asText().equals(space)
                        && registration().has("secret");
    }

    /** The vendor told a new secret: the one before it stays good for a while. */
    void keep(String space, String secret) throws SQLException {
        JsonNode before = stored();
        ObjectNode registration = JSON.createObjectNode().put("space", space).put("secret", secret);
        if (before.has("secret") && !before.path("secret").asText().equals(secret)) {
            registration.set("previous", before.get("secret"));
            registration.put("previousUntil", clock.instant().plus(grace).toString());
        }
        values.replace(NAME, registration.toString());
        known = new Known(registration, clock.instant());
    }

    /** Whether it is ours to register now: another replica's refresh would make our secret worthless. */
    boolean takeTurn() throws SQLException {
        return values.takeTurn(NAME, TURN);
    }

    /** What the ledger has; read again now and then, since another replica may have registered. */
    private JsonNode registration() throws SQLException {
        Known last = known;
        if (last.read.isBefore(clock.instant().minus(FRESH))) {
            last = new Known(stored(), clock.instant());
            known = last;
        }
        return last.registration;
    }

    private JsonNode stored() throws SQLException {
        String content = values.stored(NAME);
        try {
            return content == null ? JSON.createObjectNode() : JSON.readTree(content);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the ledger holds a webhook registration that is no JSON", damaged);
        }
    }

    private static void add(List<byte[]> keys, JsonNode secret) {
        if (secret.isTextual() && !secret.asText().isEmpty()) {
            keys.add(bytes(secret.asText()));
        }
    }

    private static byte[] bytes(String secret) {
        return secret.getBytes(StandardCharsets.UTF_8);
    }
}

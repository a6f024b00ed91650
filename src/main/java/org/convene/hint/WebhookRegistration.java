package org.convene.hint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.convene.ops.Settings;
import org.convene.vendor.VendorFailure;

/**
 * Decides what the space's one webhook needs so that events reach us and can be verified: it is read first, since the
 * vendor keeps one for a space and tells its secret only when it is made or refreshed (teleboss.md D3).
 */
@Singleton
@Named("webhookRegistration")
public class WebhookRegistration {
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private final WebhookSecrets secrets;
    private final Clock clock;
    private final boolean wanted;
    private final String address;
    private volatile Instant goodUntil = Instant.MIN;
    private volatile String goodSpace;

    public WebhookRegistration(WebhookSecrets secrets, Clock clock, Settings settings) {
        this.secrets = secrets;
        this.clock = clock;
        this.wanted = settings.text("convene.teleboss.webhook.register").equals("true");
        this.address = settings.url("convene.public-url") + "/webhooks/teleboss";
    }

    /** Whether the webhook of the space in the variable {@code spaceId} wants a look, and by us. */
    public boolean isDue(Exchange exchange) throws SQLException {
        String space = exchange.getVariable("spaceId", String.class);
        if (!wanted || space == null) {
            return false;
        }
        boolean good = space.equals(goodSpace) && clock.instant().isBefore(goodUntil);
        return !good && secrets.takeTurn();
    }

    /** In: {@code {url, isActive}}, or nothing. Out: what to send, and the variable {@code action}. */
    public JsonNode plan(Exchange exchange) throws SQLException {
        JsonNode there = exchange.getMessage().getBody(JsonNode.class);
        String action;
        if (there == null || there.path("url").asText("").isEmpty()) {
            action = "create";
        } else if (!there.path("url").asText().equals(address)
                || !there.path("isActive").asBoolean(true)) {
            action = "update";
        } else if (!secrets.isKnown(exchange.getVariable("spaceId", String.class))) {
            action = "refresh";
        } else {
            action = "keep";
        }
        exchange.setVariable("action", action);
        return JsonNodeFactory.instance.objectNode().put("url", address).put("isActive", true);
    }

    /** In: the vendor's answer to what was planned; the secret in it is kept. */
    public void done(Exchange exchange) throws SQLException, VendorFailure {
        String space = exchange.getVariable("spaceId", String.class);
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        String secret = answer == null ? "" : answer.path("secret").asText("");
        if (!secret.isEmpty()) {
            secrets.keep(space, secret);
        }
        if (secrets.isKnown(space)) {
            goodSpace = space;
            goodUntil = clock.instant().plus(GOOD_FOR);
        }
    }
}

package org.convene.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a vendor for a token, and judges what comes of it. Makes nothing at the vendor, so it may be repeated.
 */
final class TokenRequest {
    private static final long USUAL_LIFE = 3600;
    private static final int LONGEST_WORDS = 200;
    private static final String IDENTITY_TOKEN = "eyJ[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*)*";

    private final Vendor vendor;
    private final TokenGrant grant;
    private final WebClient client;
    private final Clock clock;

    TokenRequest(Vendor vendor, TokenGrant grant, WebClient client, Clock clock) {
        this.vendor = vendor;
        this.grant = grant;
        this.client = client;
        this.clock = clock;
    }

    /** Fails with a {@link VendorFailure}. */
    Future<AccessToken> send() {
        return grant.send(client.postAbs(vendor.url().orElseThrow() + grant.tokenPath())
                        .timeout(vendor.timeout().toMillis())
                        .putHeader("Accept", "application/json")
                        .as(LimitedBody.codec()))
                .transform(answer ->
                        answer.succeeded() ? understood(answer.result()) : Future.failedFuture(failed(answer.cause())));
    }

    private VendorFailure failed(Throwable cause) {
        return cause instanceof VendorFailure own
                ? new VendorFailure.Unauthorized(
                        named("cannot be asked, check " + key(grant.keys()) + ": " + own.getMessage()))
                : new VendorFailure.Down(named(NoAnswer.of(vendor.name(), cause).words()));
    }

    private Future<AccessToken> understood(HttpResponse<Buffer> response) {
        byte[] bytes = response.body() == null ? new byte[0] : response.body().getBytes();
        JsonNode json = Optional.ofNullable(VendorAnswer.json(bytes)).orElse(MissingNode.getInstance());
        String value = json.path("access_token").asText("");
        if (response.statusCode() < 300 && !value.isEmpty()) {
            // a number, or a number as text
            long seconds = Math.max(1, json.path("expires_in").asLong(USUAL_LIFE));
            return Future.succeededFuture(AccessToken.given(value, Duration.ofSeconds(seconds), clock.instant()));
        }
        return Future.failedFuture(refusal(response, json, bytes));
    }

    private VendorFailure refusal(HttpResponse<Buffer> response, JsonNode json, byte[] bytes) {
        int status = response.statusCode();
        String said = "HTTP " + status + words(json, bytes);
        boolean later = response.getHeader("Retry-After") != null;
        if (status == 408 || status == 425 || status == 429 || status == 503 && later) {
            Duration pause = Optional.ofNullable(response.getHeader("Retry-After"))
                    .map(RetryAfter::parse)
                    .orElse(Duration.ZERO);
            return new VendorFailure.Busy(named("asks for patience. " + said), pause);
        }
        if (status >= 502 && status <= 504) {
            return new VendorFailure.Down(named("can give out no token for now. " + said));
        }
        if (status == 404 || status >= 500 || json.isMissingNode() && status < 300) {
            return new VendorFailure.Down(named("gives out no tokens at " + grant.tokenPath()
                    + "; its API or HTTPS is not set up, or " + key("url") + " is wrong. " + said));
        }
        return new VendorFailure.Unauthorized(
                named("refuses " + grant.whom() + ", check " + key(grant.keys()) + ". " + said));
    }

    /** What it says, in whatever shape: an OAuth error, an error object, a text, a page. Our secrets are not told on. */
    private String words(JsonNode json, byte[] bytes) {
        StringBuilder words = new StringBuilder();
        JsonNode error = json.path("error");
        for (JsonNode word : new JsonNode[] {
            error.isTextual() ? error : error.path("message"),
            json.path("error_description"),
            json.path("reason"),
            json.path("message")
        }) {
            if (word.isTextual() && !word.asText().isBlank()) {
                words.append(": ").append(word.asText());
            }
        }
        if (json.isMissingNode() && bytes.length > 0) {
            String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("<[^>]*>", " ");
            words.append(": ").append(text.strip().replaceAll("\\s+", " "));
        }
        String told = words.toString().replaceAll(IDENTITY_TOKEN, "…");
        for (String secret : grant.secrets()) {
            told = told.replace(secret, "…");
        }
        return told.substring(0, Math.min(LONGEST_WORDS, told.length()));
    }

    private String key(String name) {
        return "convene." + vendor.name() + "." + name;
    }

    private String named(String words) {
        return vendor.name() + " " + words + " (token)";
    }
}

package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.convene.sandbox.stage.Json;

/**
 * Tokens of {@code /v1/auth/token}: JWTs signed with HS256, seven days for access and thirty for refresh, with the
 * claims seen in the vendor's samples (teleboss.md D2.1). Nothing is stored: the signature proves them, also after a
 * restart.
 */
final class Tokens {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final String HEADER =
            ENCODER.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final Clock clock;
    private final Ids ids;
    private final String key;

    Tokens(Clock clock, Ids ids, String key) {
        this.clock = clock;
        this.ids = ids;
        this.key = key;
    }

    String access(Account account) {
        return issue(account, "accessToken", Duration.ofDays(7));
    }

    String refresh(Account account) {
        return issue(account, "refreshToken", Duration.ofDays(30));
    }

    /** Whose access token this is; empty when it is none of ours or its time is over. */
    Optional<Account> account(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < 0 || !token.startsWith(HEADER + ".")) {
            return Optional.empty();
        }
        byte[] expected = sign(token.substring(0, dot)).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, token.substring(dot + 1).getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        JsonNode claims = claims(token.substring(HEADER.length() + 1, dot));
        boolean valid = "accessToken".equals(claims.path("type").asText())
                && clock.instant().getEpochSecond() < claims.path("exp").asLong();
        if (!valid) {
            return Optional.empty();
        }
        String audience = claims.path("aud").asText();
        return Optional.of(audience.equals(Account.USER.audience()) ? Account.USER : Account.CLIENT);
    }

    private String issue(Account account, String type, Duration life) {
        Instant now = clock.instant();
        ObjectNode claims = JsonNodeFactory.instance
                .objectNode()
                .put("sub", account == Account.USER ? Whoami.USER_ID : Whoami.CLIENT_ID)
                .put("aud", account.audience())
                .put("type", type)
                .put("cId", Whoami.CLIENT_ID)
                .put("jti", ids.alias())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(life).getEpochSecond());
        String signed = HEADER + "." + ENCODER.encodeToString(Json.bytes(claims));
        return signed + "." + sign(signed);
    }

    private String sign(String content) {
        return ENCODER.encodeToString(Hmac.sha256(key, content.getBytes(StandardCharsets.US_ASCII)));
    }

    private static JsonNode claims(String encoded) {
        try {
            return Json.MAPPER.readTree(DECODER.decode(encoded));
        } catch (IOException | IllegalArgumentException notOurs) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}

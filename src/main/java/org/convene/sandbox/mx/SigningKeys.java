package org.convene.sandbox.mx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import org.convene.sandbox.stage.Json;

/**
 * Signs tokens and looks at them: JWT with ES256 (RFC 7518 §3.4). The key lives in memory, is made anew every few hours,
 * and nobody knows the one before: what the proxy does with tokens of an older key is not told, and this is the harder case.
 */
final class SigningKeys {

    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int BACKDATED_SECONDS = 10;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private KeyPair key;
    private String keyId;
    private Instant made;

    SigningKeys(Clock clock) {
        this.clock = clock;
    }

    /** A new token for a login of the phone system. */
    synchronized String sign(String login, Habits habits) {
        renewWhenOld(habits);
        long now = clock.instant().getEpochSecond();
        ObjectNode header =
                ProxyJson.object().put("alg", "ES256").put("typ", "JWT").put("kid", keyId);
        byte[] id = new byte[6];
        random.nextBytes(id);
        ObjectNode claims = ProxyJson.object()
                .put("exp", now + habits.tokenSeconds())
                .put("iat", now - BACKDATED_SECONDS)
                .put("jti", ENCODER.encodeToString(id))
                .put("sub", login);
        String signed = ENCODER.encodeToString(Json.bytes(header)) + "." + ENCODER.encodeToString(Json.bytes(claims));
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What is wrong with a token, or null. */
    synchronized String problem(String token, Habits habits) {
        renewWhenOld(habits);
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return "bad token format";
        }
        try {
            JsonNode header = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[0]));
            if (!header.path("kid").asText().equals(keyId)) {
                return "unknown or obsolete signing key";
            }
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                return "bad signature";
            }
            JsonNode claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return claims.path("exp").asLong() > clock.instant().getEpochSecond() ? null : "token expired";
        } catch (IOException | IllegalArgumentException | GeneralSecurityException broken) {
            return "bad token format";
        }
    }

    /** The proxy starts anew. */
    synchronized void forget() {
        key = null;
    }

    private void renewWhenOld(Habits habits) {
        Instant now = clock.instant();
        if (key != null && now.isBefore(made.plusSeconds(habits.keySeconds()))) {
            return;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        // two keys of one second are still two, whatever the proxy would call them
        String id = Long.toString(now.getEpochSecond(), 36);
        keyId = id.equals(keyId) ? id + "0" : id;
        made = now;
    }
}

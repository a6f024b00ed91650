package org.convene.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.convene.ops.Hmac;

/**
 * Signs a message as the Standard Webhooks specification (1.0.0) says: HMAC-SHA256 over {@code id.timestamp.body}, the key
 * in Base64 after {@code whsec_}. The id stays the same for every attempt, so the receiver can tell a repetition.
 *
 * @param id        header {@code webhook-id}
 * @param timestamp header {@code webhook-timestamp}, the seconds since 1970 of this attempt
 * @param signature header {@code webhook-signature}, such as {@code v1,K5oZ...}
 */
record StandardWebhook(String id, long timestamp, String signature) {
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST_KEY = 24;

    static StandardWebhook of(byte[] key, String id, Instant now, String body) {
        long timestamp = now.getEpochSecond();
        byte[] signed = (id + '.' + timestamp + '.' + body).getBytes(StandardCharsets.UTF_8);
        return new StandardWebhook(id, timestamp, "v1," + Base64.getEncoder().encodeToString(Hmac.sha256(key, signed)));
    }

    /** The key behind a secret in the specification's spelling; throws when it is none, or too short. */
    static byte[] key(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("it begins with " + PREFIX);
        }
        byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("it has at least " + SHORTEST_KEY + " bytes");
        }
        return key;
    }
}

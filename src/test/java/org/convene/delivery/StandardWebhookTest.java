package org.convene.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhookTest {
    /** The example that the specification's libraries share. */
    @Test
    void theSpecificationsExampleHasItsSignature() {
        StandardWebhook signed = StandardWebhook.of(
                StandardWebhook.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}");

        assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signed.signature());
        assertEquals(1614265330, signed.timestamp());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_short", "whsec_*", "whsec_c2hvcnQ="})
    void whatIsNoSecretOrTooShortIsRefused(String secret) {
        assertThrows(IllegalArgumentException.class, () -> StandardWebhook.key(secret));
    }
}

package org.convene.sandbox.teleboss;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** Links to files: good for whoever has them, for 24 hours (teleboss.md D1). Signed, so that none need be remembered. */
final class RecordLinks {

    private static final Duration VALID = Duration.ofHours(24);

    private final String secret;

    RecordLinks(String secret) {
        this.secret = secret;
    }

    /** @param base under which the asker has reached the sandbox, so that the link leads there from wherever it asks */
    String url(String base, RoomRecord record, Instant now) {
        long expires = now.plus(VALID).toEpochMilli();
        return base + "/files/" + record.id() + ".mp4?expires=" + expires + "&signature=" + signature(record, expires);
    }

    boolean opens(RoomRecord record, String expires, String signature, Instant now) {
        try {
            long until = Long.parseLong(expires);
            return now.toEpochMilli() < until && same(signature(record, until), signature);
        } catch (NumberFormatException notALink) {
            return false;
        }
    }

    private String signature(RoomRecord record, long expires) {
        String signed = record.id() + " " + record.linkGeneration() + " " + expires;
        return HexFormat.of().formatHex(Hmac.sha256(secret, signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean same(String one, String other) {
        return other != null
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

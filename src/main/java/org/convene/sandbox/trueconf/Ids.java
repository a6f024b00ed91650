package org.convene.sandbox.trueconf;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names for things, in the server's form: 40 hex digits for a token, ten digits for a conference. */
final class Ids {

    private static final long SMALLEST = 1_000_000_000L;

    private final SecureRandom random = new SecureRandom();

    String token() {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    String conference() {
        return String.valueOf(random.nextLong(SMALLEST, 10 * SMALLEST));
    }
}

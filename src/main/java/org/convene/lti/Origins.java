package org.convene.lti;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Scheme, host and port of addresses (RFC 6454): what decides whether a browser may be sent there. */
final class Origins {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private Origins() {}

    /** The origin of an address to which a browser may be sent at all; nothing of any other. */
    static Optional<String> of(String address) {
        try {
            URI uri = URI.create(address == null ? "" : address);
            if (!isSafe(uri)) {
                return Optional.empty();
            }
            String origin = uri.getScheme() + "://" + uri.getHost();
            boolean usual =
                    uri.getPort() < 0 || uri.getPort() == (uri.getScheme().equals("https") ? 443 : 80);
            return Optional.of((usual ? origin : origin + ":" + uri.getPort()).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    static boolean isSafe(URI uri) {
        return uri.getHost() != null
                && uri.getUserInfo() == null
                && ("https".equals(uri.getScheme())
                        || "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
    }
}

package org.convene.vendor;

import java.nio.file.Path;
import java.util.Optional;
import org.convene.ops.Settings;

/**
 * How a vendor is told who we are: with a token that does not end, or with one that the vendor gives out for some time.
 *
 * @param token   the endless token, empty for none
 * @param grant   what is shown for a token that ends, where there is no endless one
 * @param inQuery whether tokens are sent as the parameter {@code access_token} (RFC 6750 section 2.3) instead of the
 *                header {@code Authorization}; for servers that know nothing else
 */
public record VendorAuthorization(String token, Optional<TokenGrant> grant, boolean inQuery) {
    /** A token from configuration, sent as a header. */
    public static VendorAuthorization bearer(String token) {
        return new VendorAuthorization(token, Optional.empty(), false);
    }

    /** Tokens given out by the vendor, sent as a header. */
    static VendorAuthorization granted(TokenGrant grant) {
        return new VendorAuthorization("", Optional.of(grant), false);
    }

    static VendorAuthorization read(String prefix, Settings settings) {
        String token = settings.optionalText(prefix + ".token").orElse("");
        return new VendorAuthorization(
                token,
                token.isEmpty() ? grant(prefix, settings) : Optional.empty(),
                inQuery(prefix + ".token-in", settings));
    }

    /** The most particular of what is set: a file with an identity token, a user, an application. */
    private static Optional<TokenGrant> grant(String prefix, Settings settings) {
        return settings.optionalText(prefix + ".azure-token-file")
                .<TokenGrant>map(file -> new TokenGrant.IdentityToken(Path.of(file), tokenPath(prefix, settings)))
                .or(() -> settings.optionalText(prefix + ".username").map(name -> password(name, prefix, settings)))
                .or(() -> settings.optionalText(prefix + ".client-id")
                        .map(id -> new TokenGrant.Application(
                                id, settings.text(prefix + ".client-secret"), tokenPath(prefix, settings))));
    }

    private static TokenGrant password(String username, String prefix, Settings settings) {
        return new TokenGrant.Password(
                settings.text(prefix + ".client-id"),
                settings.text(prefix + ".client-secret"),
                username,
                settings.text(prefix + ".password"),
                tokenPath(prefix, settings));
    }

    private static String tokenPath(String prefix, Settings settings) {
        return settings.text(prefix + ".token-path");
    }

    private static boolean inQuery(String key, Settings settings) {
        String place = settings.optionalText(key).orElse("header");
        return switch (place) {
            case "header" -> false;
            case "query" -> true;
            default -> throw Settings.wrong(key, "is '" + place + "', which is not header or query", "header");
        };
    }

    /** Whether there is anything to show the vendor. */
    boolean isThere() {
        return !token.isEmpty() || grant.isPresent();
    }

    /** Secrets stand in no log. */
    @Override
    public String toString() {
        return grant.map(TokenGrant::toString).orElse(token.isEmpty() ? "nobody" : "a token");
    }
}

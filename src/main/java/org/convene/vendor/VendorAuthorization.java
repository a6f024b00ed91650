package org.convene.vendor;

import java.util.Optional;
import org.convene.ops.Settings;

/**
 * How a vendor is told who we are: with a token that does not end, or with one that the vendor gives out to an OAuth2
 * application for some time (RFC 6749 section 4.4).
 *
 * @param token       the endless token, empty for none
 * @param application the application, where there is no endless token
 * @param inQuery     whether tokens are sent as the parameter {@code access_token} (RFC 6750 section 2.3) instead of the
 *                    header {@code Authorization}; for servers that know nothing else
 */
public record VendorAuthorization(String token, Optional<Application> application, boolean inQuery) {
    /** @param tokenPath where below the vendor's address tokens are given out */
    public record Application(String clientId, String clientSecret, String tokenPath) {
        @Override
        public String toString() {
            return "Application " + clientId;
        }
    }

    /** A token from configuration, sent as a header. */
    public static VendorAuthorization bearer(String token) {
        return new VendorAuthorization(token, Optional.empty(), false);
    }

    /** Tokens given out to an application, sent as a header. */
    static VendorAuthorization application(String clientId, String clientSecret, String tokenPath) {
        return new VendorAuthorization("", Optional.of(new Application(clientId, clientSecret, tokenPath)), false);
    }

    static VendorAuthorization read(String prefix, Settings settings) {
        String token = settings.optionalText(prefix + ".token").orElse("");
        Optional<Application> application = token.isEmpty()
                ? settings.optionalText(prefix + ".client-id").map(id -> application(id, prefix, settings))
                : Optional.empty();
        return new VendorAuthorization(token, application, inQuery(prefix + ".token-in", settings));
    }

    private static Application application(String clientId, String prefix, Settings settings) {
        return new Application(
                clientId, settings.text(prefix + ".client-secret"), settings.text(prefix + ".token-path"));
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
        return !token.isEmpty() || application.isPresent();
    }

    /** Secrets stand in no log. */
    @Override
    public String toString() {
        return application.map(Application::toString).orElse(token.isEmpty() ? "nobody" : "a token");
    }
}

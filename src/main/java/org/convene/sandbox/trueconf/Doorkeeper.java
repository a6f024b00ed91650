package org.convene.sandbox.trueconf;

import java.util.Optional;
import java.util.Set;

/** Finds out what a request may do: by a token in the Authorization header or in the query, or by the secret key. */
final class Doorkeeper {

    private static final String BEARER = "Bearer ";

    private final World world;
    private final String secretKey;

    Doorkeeper(World world, String secretKey) {
        this.world = world;
        this.secretKey = secretKey;
    }

    /** Refuses with 403 a stranger, and whoever lacks the scope. */
    void admit(Heard heard, Scope needed) {
        Set<String> granted = token(heard).flatMap(this::granted).orElseThrow(Refusal::badToken);
        if (!needed.in(granted)) {
            throw Refusal.forbidden();
        }
    }

    private Optional<Set<String>> granted(String token) {
        return token.equals(secretKey)
                ? Optional.of(Scope.ALL)
                : world.liveToken(token).map(Token::scopes);
    }

    private Optional<String> token(Heard heard) {
        return heard.query("access_token")
                .or(() -> world.habits().queryTokensOnly() ? Optional.empty() : bearer(heard));
    }

    private static Optional<String> bearer(Heard heard) {
        String header = heard.request().getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).trim())
                : Optional.empty();
    }
}

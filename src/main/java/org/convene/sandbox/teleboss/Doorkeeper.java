package org.convene.sandbox.teleboss;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out on whose behalf a request comes. Like the vendor it hands out a session in cookies, and a cookie that comes
 * back wins over the Authorization header: a client that keeps cookies mixes its accounts (teleboss.md D2.1).
 */
final class Doorkeeper {

    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private volatile Set<String> personalTokens;

    Doorkeeper(Tokens tokens, Set<String> personalTokens) {
        this.tokens = tokens;
        this.personalTokens = personalTokens;
    }

    void accept(Set<String> newPersonalTokens) {
        personalTokens = Set.copyOf(newPersonalTokens);
    }

    Account account(HttpServerRequest request) {
        Cookie session = request.getCookie("accessToken");
        Optional<Account> account = session != null
                ? tokens.account(session.getValue())
                : bearer(request).flatMap(this::accountOf);
        return account.orElseThrow(() -> new Refusal(401, "unauthorized", "Необходима авторизация"));
    }

    private Optional<Account> accountOf(String token) {
        return personalTokens.contains(token) ? Optional.of(Account.USER) : tokens.account(token);
    }

    private static Optional<String> bearer(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).trim())
                : Optional.empty();
    }
}

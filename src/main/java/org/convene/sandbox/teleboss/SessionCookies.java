package org.convene.sandbox.teleboss;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The three cookies the vendor sets on its answers (teleboss.md D2.1). One session per account, renewed daily. */
final class SessionCookies {

    private record Session(List<String> cookies, Instant renewAt) {}

    private final Clock clock;
    private final Tokens tokens;
    private final String client;
    private final Map<Account, Session> sessions = new EnumMap<>(Account.class);

    SessionCookies(Clock clock, Tokens tokens, Ids ids) {
        this.clock = clock;
        this.tokens = tokens;
        this.client = cookie("trClId", ids.alias() + ids.alias());
    }

    /** The values of Set-Cookie for an answer to this account; null stands for a stranger. */
    synchronized List<String> of(Account account) {
        if (account == null) {
            return List.of(client);
        }
        Session session = sessions.get(account);
        Instant now = clock.instant();
        if (session == null || now.isAfter(session.renewAt())) {
            session = new Session(
                    List.of(
                            cookie("accessToken", tokens.access(account)),
                            cookie("refreshToken", tokens.refresh(account)),
                            client),
                    now.plus(Duration.ofDays(1)));
            sessions.put(account, session);
        }
        return session.cookies();
    }

    private static String cookie(String name, String value) {
        return name + "=" + value + "; Path=/; HttpOnly";
    }
}

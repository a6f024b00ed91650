package org.convene.sandbox.mx;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What the proxy holds in memory: the keys, and the one connection to the phone system that all who sign in as the user
 * share (mx-proxy.md A2.3). A connection that is lost is looked for; one that was ended comes back when somebody signs in.
 */
final class Proxy {

    /** @param back when the proxy finds a lost phone system again; null while it has it */
    private record Link(Instant since, Instant back) {}

    private final Clock clock;
    private final Mx mx;
    private final String login;
    private final SigningKeys keys;
    private Link link;

    Proxy(Clock clock, Mx mx, String login) {
        this.clock = clock;
        this.mx = mx;
        this.login = login;
        this.keys = new SigningKeys(clock);
    }

    String login() {
        return login;
    }

    /** Joins the user's connection, or makes it; a token for it. */
    synchronized String signIn() {
        if (connectedSince().isEmpty()) {
            link = new Link(clock.instant(), null);
        }
        return keys.sign(login, mx.habits());
    }

    /** What is wrong with a token, or null. */
    String problem(String token) {
        return keys.problem(token, mx.habits());
    }

    /** Since when the proxy hears the phone system; empty while it does not. */
    synchronized Optional<Instant> connectedSince() {
        if (link != null && link.back() != null && !clock.instant().isBefore(link.back())) {
            link = new Link(link.back(), null);
        }
        return Optional.ofNullable(link).filter(found -> found.back() == null).map(Link::since);
    }

    /** When it hears it again; empty when it does, or does not look for it. */
    synchronized Optional<Instant> backAt() {
        return connectedSince().isPresent()
                ? Optional.empty()
                : Optional.ofNullable(link).map(Link::back);
    }

    /** Ends the connection of all who share it; false when there is none. */
    synchronized boolean signOut() {
        boolean was = link != null;
        link = null;
        return was;
    }

    /** The phone system is lost for a while; false when nobody is signed in. */
    synchronized boolean loseConnection() {
        if (link != null) {
            link = new Link(null, clock.instant().plusMillis(mx.habits().reconnectMillis()));
        }
        return link != null;
    }

    /** Every token is void, and nobody is signed in. */
    synchronized void restart() {
        keys.forget();
        link = null;
    }
}

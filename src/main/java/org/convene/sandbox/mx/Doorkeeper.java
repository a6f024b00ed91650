package org.convene.sandbox.mx;

import java.time.Instant;

/** Lets in who has a token that is good, while the proxy has the phone system (mx-proxy.md A1.1). */
final class Doorkeeper {

    private final Proxy proxy;

    Doorkeeper(Proxy proxy) {
        this.proxy = proxy;
    }

    /** Since when the proxy is connected; refuses with 401 otherwise. */
    Instant admit(Heard heard) {
        String token = heard.authorization("Bearer").orElseThrow(() -> Refusal.badToken("unauthorized"));
        String problem = proxy.problem(token);
        if (problem != null) {
            throw Refusal.badToken("invalid token: " + problem);
        }
        return proxy.connectedSince().orElseThrow(() -> Refusal.badToken("active mx connection unavailable"));
    }
}

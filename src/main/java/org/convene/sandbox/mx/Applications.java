package org.convene.sandbox.mx;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The applications that the proxy knows: one. */
final class Applications {

    private final String clientId;
    private final String clientSecret;

    Applications(String clientId, String clientSecret) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    /** Refuses: 401 who says nothing, 403 who says it wrong (mx-proxy.md A1.1). */
    void admit(Heard heard) {
        String basic = heard.authorization("Basic").orElseThrow(Refusal::unknownApplication);
        String said;
        try {
            said = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new Refusal(403, "forbidden");
        }
        if (said.indexOf(':') < 0) {
            throw new Refusal(403, "forbidden");
        }
        if (!said.equals(clientId + ":" + clientSecret)) {
            throw new Refusal(403, "bad client-id or app secret");
        }
    }
}

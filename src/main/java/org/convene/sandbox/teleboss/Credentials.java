package org.convene.sandbox.teleboss;

/**
 * What {@code /v1/auth/token} accepts.
 *
 * @param email stands in the field {@code username} of a password grant (guide, frequently asked questions)
 */
public record Credentials(String clientId, String clientSecret, String email, String password) {

    static Credentials standard() {
        return new Credentials("sandbox-client", "sandbox-secret", "owner@sandbox.example", "sandbox-password");
    }
}

package org.convene.sandbox.teleboss;

/** On whose behalf a request comes. Only a user may work with spaces and rooms (guide, frequently asked questions). */
enum Account {
    /** The owner of the spaces: a personal token, or a token of the password grant. */
    USER("user"),
    /** An application: a token of the client_credentials grant. */
    CLIENT("client");

    private final String audience;

    Account(String audience) {
        this.audience = audience;
    }

    /** The word in the {@code aud} claim of the vendor's tokens. */
    String audience() {
        return audience;
    }
}

package org.convene.sandbox.mx;

import org.convene.sandbox.stage.Answer;

/** Whom and what one can call. */
final class DirectoryOperations {

    private final Mx mx;

    DirectoryOperations(Mx mx) {
        this.mx = mx;
    }

    Answer contacts(Heard heard) {
        return ProxyJson.list("contacts", mx.contacts());
    }

    Answer services(Heard heard) {
        return ProxyJson.list("services", mx.services());
    }
}

package org.convene.sandbox.terminal;

/** A command's no: {@code result:false} and an {@code error}. The document shows no error's text, so these are our own. */
final class Refusal extends RuntimeException {

    Refusal(String message) {
        super(message, null, false, false);
    }
}

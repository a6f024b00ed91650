package org.convene.sandbox.stage;

/** An operation's no: thrown where it is found out, and answered in the vendor's own shape. */
public abstract class Refused extends RuntimeException {

    protected Refused(String message) {
        super(message, null, false, false);
    }

    /** What the caller hears. */
    protected abstract Answer answer();
}

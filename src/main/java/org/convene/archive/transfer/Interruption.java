package org.convene.archive.transfer;

/** The source broke off or asked for patience: the transfer goes on from where it is. Its words never name the link. */
final class Interruption extends Exception {
    Interruption(String words) {
        super(words);
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}

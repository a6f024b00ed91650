package org.convene.sandbox.terminal;

/**
 * What people who are no terminals of the sandbox do when they are called; set in the back office.
 *
 * @param answer {@code accept}, {@code reject} or {@code never}
 * @param cause of {@code rejectCause}, for a reject
 * @param afterMillis how long it rings before
 * @param times for how many calls; 0 until told otherwise
 */
record NextCall(String answer, int cause, int afterMillis, int times) {

    static final int BUSY = 2;
    static final int UNAVAILABLE = 3;
    static final int NO_SUCH_USER = 5;
    static final int REJECTED_BY_USER = 14;

    static final NextCall STANDARD = new NextCall("accept", 0, 100, 0);

    NextCall {
        answer = answer == null ? "accept" : answer;
        cause = cause == 0 && answer.equals("reject") ? REJECTED_BY_USER : cause;
    }

    String problem() {
        return switch (answer) {
            case "accept", "reject", "never" -> afterMillis < 0 || times < 0 ? "numbers are not negative" : null;
            default -> "answer is accept, reject or never";
        };
    }
}

package org.convene.ops;

import java.time.Duration;
import org.convene.document.Problem;

/** A request that is answered with a problem document; nothing of it was stored. */
public class Rejected extends Exception {
    private final transient Problem problem;
    private final transient Duration retryAfter;

    public Rejected(Problem problem) {
        this(problem, Duration.ZERO);
    }

    private Rejected(Problem problem, Duration retryAfter) {
        super(problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public static Rejected because(int status, String detail) {
        return new Rejected(Problem.of(status, detail));
    }

    /** The same, for what may be asked again after a while; zero when nobody can say after how long. */
    public static Rejected later(int status, String detail, Duration retryAfter) {
        return new Rejected(Problem.of(status, detail), retryAfter);
    }

    public Duration retryAfter() {
        return retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    /** What a caller said, short enough and harmless enough to be said back. */
    public static String quoted(String text) {
        String harmless = text == null ? "" : text.replaceAll("\\p{Cntrl}", "?");
        return harmless.length() <= 60 ? harmless : harmless.substring(0, 59) + "…";
    }

    /** A request that is wrong is no event of ours; its stack would only fill the log. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}

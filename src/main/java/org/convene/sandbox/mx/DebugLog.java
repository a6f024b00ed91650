package org.convene.sandbox.mx;

import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.RequestLog;

/** {@code /debug/log}: for applications, without a user. */
final class DebugLog {

    private static final int LINES = 1000;

    private final Applications applications;
    private final RequestLog log;

    DebugLog(Applications applications, RequestLog log) {
        this.applications = applications;
        this.log = log;
    }

    Answer read(Heard heard) {
        applications.admit(heard);
        StringBuilder lines = new StringBuilder();
        log.last(LINES)
                .forEach(entry -> lines.append(entry.at())
                        .append(' ')
                        .append(entry.method())
                        .append(' ')
                        .append(entry.path())
                        .append(' ')
                        .append(entry.status())
                        .append('\n'));
        return Answer.text(200, lines.toString());
    }
}

package org.convene.lesson;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The request header Prefer (RFC 7240), of which we honour {@code wait} (section 4.3). */
final class Prefer {
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?", Pattern.CASE_INSENSITIVE);
    private static final long LONGEST = 60;

    private Prefer() {}

    /** How long the caller would like to wait, at most a minute; zero when nothing was said. */
    static Duration wait(String header) {
        Matcher wait = WAIT.matcher(header == null ? "" : header);
        return wait.find() ? Duration.ofSeconds(Math.min(LONGEST, Long.parseLong(wait.group(1)))) : Duration.ZERO;
    }
}

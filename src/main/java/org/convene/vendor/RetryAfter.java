package org.convene.vendor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The Retry-After header (RFC 9110 section 10.2.3). */
public final class RetryAfter {
    private RetryAfter() {}

    /** Seconds or an HTTP date; {@code null} when it is neither. */
    public static Duration parse(String header) {
        try {
            return Duration.ofSeconds(Long.parseLong(header.strip()));
        } catch (NumberFormatException notSeconds) {
            return untilDate(header);
        }
    }

    private static Duration untilDate(String header) {
        try {
            Instant date = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), date);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException notDate) {
            return null;
        }
    }
}

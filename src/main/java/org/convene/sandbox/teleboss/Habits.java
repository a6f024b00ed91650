package org.convene.sandbox.teleboss;

import java.time.Duration;

/**
 * How the vendor behaves where its document leaves a choice; set in the back office.
 *
 * @param redirectsDownloads a download is answered with 302 and Location instead of a text (teleboss.md D1)
 * @param recordSize bytes of a record nobody gave a size
 * @param recordReadyAfter how long a finished record has no file yet
 * @param reportReadyAfter how long a finished call has no report yet
 */
record Habits(boolean redirectsDownloads, long recordSize, Duration recordReadyAfter, Duration reportReadyAfter) {

    private static final long A_FEW_HUNDRED_KILOBYTES = 384 * 1024;

    Habits {
        recordSize = recordSize == 0 ? A_FEW_HUNDRED_KILOBYTES : recordSize;
        recordReadyAfter = recordReadyAfter == null ? Duration.ZERO : recordReadyAfter;
        reportReadyAfter = reportReadyAfter == null ? Duration.ZERO : reportReadyAfter;
    }

    static Habits standard() {
        return new Habits(false, 0, null, null);
    }

    /** What is wrong with them, or null. */
    String problem() {
        return recordSize < 0 || recordReadyAfter.isNegative() || reportReadyAfter.isNegative()
                ? "sizes and durations are not negative"
                : null;
    }
}

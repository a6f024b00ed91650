package org.convene.archive.transfer;

import java.nio.file.Path;
import java.time.Duration;
import org.convene.ops.Settings;

/**
 * What can be set about transfers.
 *
 * @param dir where parts wait until they are whole
 * @param atOnce how many transfers run at the same time
 * @param timeout after how long without a byte the source counts as gone
 * @param pause before the second try without progress; it doubles with each further one
 */
record TransferSettings(
        Path dir, int atOnce, Duration connectTimeout, Duration timeout, Duration pause, Duration partsKept) {
    private static final int MOST_AT_ONCE = 64;

    static TransferSettings read(Settings settings) {
        return new TransferSettings(
                settings.dataDir().resolve("transfers"),
                settings.number("convene.archive.transfers", 1, MOST_AT_ONCE),
                settings.duration("convene.vendors.connect-timeout"),
                settings.duration("convene.archive.timeout"),
                Duration.ofMillis(500),
                settings.duration("convene.archive.parts-kept"));
    }
}

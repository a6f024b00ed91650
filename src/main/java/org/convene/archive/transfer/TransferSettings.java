package org.convene.archive.transfer;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.convene.ops.Settings;
import org.convene.vendor.Vendors;

/**
 * What can be set about transfers.
 *
 * @param dir where parts wait until they are whole
 * @param atOnce how many transfers run at the same time
 * @param timeout after how long without a byte the source counts as gone
 * @param hosts where links may lead
 * @param pause before the second try without progress; it doubles with each further one
 */
record TransferSettings(
        Path dir,
        int atOnce,
        LinkHosts hosts,
        Duration connectTimeout,
        Duration timeout,
        Duration pause,
        Duration partsKept) {
    private static final int MOST_AT_ONCE = 64;

    static TransferSettings read(Settings settings, Vendors vendors) {
        List<String> listed = settings.optionalText("convene.archive.link-hosts")
                .map(text -> List.of(text.split("[\\s,]+")))
                .orElse(List.of());
        List<String> own = vendors.all().stream()
                .flatMap(gate -> gate.vendor().url().stream())
                .map(url -> URI.create(url).getHost())
                .toList();
        return new TransferSettings(
                settings.dataDir().resolve("transfers"),
                settings.number("convene.archive.transfers", 1, MOST_AT_ONCE),
                LinkHosts.of(listed, own),
                settings.duration("convene.vendors.connect-timeout"),
                settings.duration("convene.archive.timeout"),
                Duration.ofMillis(500),
                settings.duration("convene.archive.parts-kept"));
    }
}

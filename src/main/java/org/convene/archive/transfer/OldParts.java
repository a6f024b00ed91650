package org.convene.archive.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes parts that nobody has gone on with for days: their recording was given up. */
final class OldParts {
    private static final Logger LOG = LoggerFactory.getLogger(OldParts.class);
    private static final Duration BETWEEN = Duration.ofHours(6);

    private final TransferSettings settings;
    private final Clock clock;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    OldParts(TransferSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void removeNowAndThen() {
        Instant now = clock.instant();
        Instant due = next.get();
        if (now.isBefore(due) || !next.compareAndSet(due, now.plus(BETWEEN))) {
            return;
        }
        try {
            remove(now.minus(settings.partsKept()));
        } catch (IOException noMatter) {
            LOG.warn("Old parts cannot be removed: {}", Transfers.words(noMatter));
        }
    }

    private void remove(Instant before) throws IOException {
        if (!Files.isDirectory(settings.dir())) {
            return;
        }
        List<Path> locks;
        try (Stream<Path> files = Files.list(settings.dir())) {
            locks = files.filter(file -> file.toString().endsWith(".lock")).toList();
        }
        for (Path lock : locks) {
            if (Files.getLastModifiedTime(lock).toInstant().isBefore(before)) {
                removeUnlessInUse(lock);
            }
        }
    }

    private static void removeUnlessInUse(Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            if (taken != null) {
                String name = lock.getFileName().toString().replaceFirst("\\.lock$", "");
                Files.deleteIfExists(lock.resolveSibling(name + ".part"));
                Files.deleteIfExists(lock.resolveSibling(name + ".state"));
                Files.deleteIfExists(lock);
            }
        } catch (OverlappingFileLockException inUseByUs) {
            // not old after all
        }
    }
}

package org.convene.archive.transfer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.convene.vendor.VendorFailure;

/** A hub's transfers and storage in a directory of their own, without the rest of the hub. */
final class Archive implements AutoCloseable {
    static final ObjectName NAME = ObjectName.recording("alg-7b", "64b6544f7b3b4f29d70afec2");

    final Path root;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Transfers transfers;

    Archive(Path root) {
        this(root, new DirectoryStorage(root.resolve("archive")), Clock.systemUTC());
    }

    Archive(Path root, Storage storage, Clock clock) {
        this.root = root;
        this.transfers = new Transfers(settings(root), storage, clock, metrics);
    }

    static TransferSettings settings(Path root) {
        return new TransferSettings(
                root.resolve("transfers"),
                2,
                LinkHosts.of(List.of(), List.of("127.0.0.1")),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofMillis(1),
                Duration.ofDays(7));
    }

    static byte[] recording(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    Receipt fetch(URI link, long expected) throws VendorFailure {
        return result(transfers.fetch(link, expected, NAME, Map.of("recordingId", "64b6544f7b3b4f29d70afec2")));
    }

    Receipt store(byte[] content, ObjectName name) throws VendorFailure {
        return result(transfers.store(content, name, Map.of()));
    }

    static Receipt result(CompletionStage<Receipt> stage) throws VendorFailure {
        return completed(stage);
    }

    static <T> T completed(CompletionStage<T> stage) throws VendorFailure {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof VendorFailure told) {
                throw told;
            }
            throw failed;
        }
    }

    Path object() {
        return root.resolve("archive").resolve(NAME.path());
    }

    Path object(ObjectName name) {
        return root.resolve("archive").resolve(name.path());
    }

    byte[] stored() {
        return bytes(object());
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Everything below the archive, by name. */
    List<String> files() throws IOException {
        Path archive = root.resolve("archive");
        if (!Files.exists(archive)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(archive)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> archive.relativize(file).toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    double count(String outcome) {
        return metrics.counter("convene.transfers", "outcome", outcome).count();
    }

    @Override
    public void close() {
        transfers.stop();
    }
}

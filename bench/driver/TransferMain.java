package org.convene.archive.transfer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The hub's transfers and nothing else of the hub, for bench/transfer: LINK SIZE DIRECTORY. */
public final class TransferMain {
    private TransferMain() {}

    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[2]);
        TransferSettings settings = new TransferSettings(
                root.resolve("transfers"),
                2,
                LinkHosts.of(List.of(), List.of("127.0.0.1")),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMillis(500),
                Duration.ofDays(7));
        Transfers transfers = new Transfers(
                settings, new DirectoryStorage(root.resolve("archive")), Clock.systemUTC(), new SimpleMeterRegistry());
        ObjectName name = ObjectName.recording("bench", "bench");
        long started = System.nanoTime();
        Receipt receipt = transfers
                .fetch(URI.create(args[0]), Long.parseLong(args[1]), name, Map.of())
                .toCompletableFuture()
                .get();
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.println("receipt " + receipt.sha256() + " " + receipt.size() + " " + seconds);
    }
}

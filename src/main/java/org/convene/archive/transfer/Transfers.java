package org.convene.archive.transfer;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.convene.ops.Daemons;
import org.convene.ops.Sha256;
import org.convene.vendor.VendorFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings recordings and reports into storage, each once, and gives a receipt. Works on threads of its own, few of them:
 * a link or a disk is not faster for being used by many at once. A failure is {@code Down} when trying again may help,
 * with a fresh link where links expire, and {@code Refused} when a person must look.
 */
@Startup
@Singleton
@Named("transfers")
public class Transfers {
    private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);

    private final TransferSettings settings;
    private final Storage storage;
    private final Clock clock;
    private final TransferMetrics metrics;
    private final OldParts oldParts;
    private final ExecutorService threads;
    private final ExecutorService hashers;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Map<String, CompletableFuture<Receipt>> shared = new ConcurrentHashMap<>();
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    public Transfers(TransferSettings settings, Storage storage, Clock clock, MeterRegistry registry) {
        this.settings = settings;
        this.storage = storage;
        this.clock = clock;
        this.metrics = new TransferMetrics(registry, running);
        this.oldParts = new OldParts(settings, clock);
        this.threads = Daemons.pool("transfers", settings.atOnce());
        this.hashers = Daemons.pool("transfer-hashes", settings.atOnce());
    }

    /**
     * Brings what a personal link leads to into storage.
     *
     * @param expectedSize in bytes, or 0 when nobody told
     * @param facts ids and times for the manifest
     */
    public CompletionStage<Receipt> fetch(URI link, long expectedSize, ObjectName name, Map<String, String> facts) {
        return once(name.path(), name, expectedSize, work -> {
            Source source = new Source(link, settings);
            Optional<Receipt> known = storage.find(name);
            if (known.isPresent()) {
                return known(known.get());
            }
            try (Part part = Part.open(settings.dir(), name, hashers)) {
                known = storage.find(name);
                if (known.isPresent()) { // by another process, until a moment ago
                    part.forget();
                    return known(known.get());
                }
                new Download(source, part, name, expectedSize, work, settings.pause()).run();
                return keep(part, name, facts);
            }
        });
    }

    /**
     * Brings a content into storage. Another content than the one that is there already under this name is stored beside
     * it, under a name of its own, which the receipt tells.
     */
    public CompletionStage<Receipt> store(byte[] content, ObjectName name, Map<String, String> facts) {
        String sha256 = Sha256.of(content);
        return once(name.path() + ' ' + sha256, name, content.length, work -> {
            Optional<Receipt> first = storage.find(name);
            boolean other = first.isPresent() && !first.get().sha256().equals(sha256);
            ObjectName free = other ? name.variant(sha256) : name;
            Optional<Receipt> known = other ? storage.find(free) : first;
            if (known.isPresent()) {
                return known(known.get());
            }
            try (Part part = Part.open(settings.dir(), free, hashers)) {
                part.put(content);
                return keep(part, free, facts);
            }
        });
    }

    /** Whether storage can be asked if it still has what it gave a receipt for. */
    public boolean canVerify() {
        return storage.canVerify();
    }

    /**
     * Completes when each object has been read again, to its end, and has the size and the SHA-256 of its receipt. Fails with
     * {@code Refused} when one has not, and with {@code Down} when storage cannot be read just now.
     */
    public CompletionStage<Void> verify(List<Receipt> receipts) {
        return asked(() -> {
            for (Receipt receipt : receipts) {
                storage.verify(receipt);
            }
            return null;
        });
    }

    /**
     * What storage has under a receipt, held in memory: for small objects. Nothing where storage can only be written, or the
     * object is not there as the receipt says; fails with {@code Down} when storage cannot be read just now.
     */
    public CompletionStage<Optional<byte[]>> read(Receipt receipt) {
        return asked(() -> storage.read(receipt));
    }

    /** Completes when storage does not have it any more; fails with {@code Refused} where storage can only be written. */
    public CompletionStage<Void> remove(Receipt receipt) {
        return asked(() -> {
            storage.remove(receipt);
            return null;
        });
    }

    private interface Question<T> {
        T ask() throws VendorFailure;
    }

    private <T> CompletionStage<T> asked(Question<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable work = () -> {
            try {
                answer.complete(question.ask());
            } catch (VendorFailure | RuntimeException told) {
                answer.completeExceptionally(told);
            }
        };
        try {
            threads.execute(work);
        } catch (RejectedExecutionException stopped) {
            answer.completeExceptionally(new VendorFailure.Down("the hub is being stopped"));
        }
        return answer;
    }

    /** The receipt of what is in storage already, if it is. */
    public Optional<Receipt> receipt(ObjectName name) throws VendorFailure {
        return storage.find(name);
    }

    /** The transfers at work, by name. */
    public List<Progress> running() {
        return running.stream()
                .map(Running::progress)
                .sorted(Comparator.comparing(Progress::name))
                .toList();
    }

    private interface Work {
        Receipt run(Running running) throws VendorFailure, IOException;
    }

    private Receipt known(Receipt receipt) {
        metrics.ended("known");
        return receipt;
    }

    private Receipt keep(Part part, ObjectName name, Map<String, String> facts) throws VendorFailure, IOException {
        String sha256 = part.sha256();
        part.sync();
        Manifest manifest = Manifest.of(name, part.length(), sha256, clock.instant(), facts);
        Receipt receipt = storage.keep(part.file(), name, manifest);
        part.forget();
        metrics.ended("stored");
        LOG.info("{} is stored: {} bytes, SHA-256 {}", name, receipt.size(), receipt.sha256());
        return receipt;
    }

    /** Whoever asks for the same while it is under way waits for the same. */
    private CompletionStage<Receipt> once(String key, ObjectName name, long expected, Work work) {
        CompletableFuture<Receipt> mine = new CompletableFuture<>();
        CompletableFuture<Receipt> theirs = shared.putIfAbsent(key, mine);
        if (theirs != null) {
            return theirs.minimalCompletionStage();
        }
        try {
            threads.execute(() -> run(key, name, expected, work, mine));
        } catch (RejectedExecutionException stopped) {
            shared.remove(key);
            mine.completeExceptionally(new VendorFailure.Down("the hub is being stopped"));
        }
        return mine.minimalCompletionStage();
    }

    private void run(String key, ObjectName name, long expected, Work work, CompletableFuture<Receipt> outcome) {
        Running now = new Running(name, expected, metrics, stop);
        running.add(now);
        Receipt receipt = null;
        VendorFailure failure = null;
        try {
            oldParts.removeNowAndThen();
            receipt = work.run(now);
        } catch (VendorFailure told) {
            failure = told;
        } catch (IOException ownDisk) {
            failure = new VendorFailure.Down("the disk of the hub does not take " + name + ": " + words(ownDisk));
        } catch (RuntimeException | Error unforeseen) {
            LOG.error("The transfer of {} failed", name, unforeseen);
            failure = new VendorFailure.Down("something is wrong in the hub itself; its log has the details");
        } finally {
            running.remove(now);
            shared.remove(key);
        }
        if (failure == null) {
            outcome.complete(receipt);
        } else {
            metrics.ended(failure.kind());
            outcome.completeExceptionally(failure);
        }
    }

    static String words(IOException failed) {
        String reason = failed instanceof FileSystemException file ? file.getReason() : failed.getMessage();
        String kind = failed.getClass().getSimpleName();
        return reason == null ? kind : kind + ", " + reason;
    }

    /** Parts stay, and are gone on with at the next start. */
    @PreDestroy
    void stop() {
        stop.countDown();
        threads.shutdown();
    }
}

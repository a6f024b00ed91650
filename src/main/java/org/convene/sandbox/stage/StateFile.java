package org.convene.sandbox.stage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps the state on disk: after a change it is written soon, never more than four times a second and never for more
 * than a tenth of the time, to a temporary file that then takes the name. So the file is always whole.
 */
public final class StateFile<S> {

    private static final Logger LOG = Logger.getLogger(StateFile.class);
    private static final long LEAST_PAUSE = 250;

    private final Vertx vertx;
    private final Path file;
    private final Supplier<S> state;
    private final WorkerExecutor writer;
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile long pause = LEAST_PAUSE;

    public StateFile(Vertx vertx, Path file, Supplier<S> state) {
        this.vertx = vertx;
        this.file = file.toAbsolutePath();
        this.state = state;
        this.writer = vertx.createSharedWorkerExecutor("sandbox-state-" + System.identityHashCode(this), 1);
    }

    /** What the file remembers, or {@code empty} when there is none yet. */
    public static <S> S load(Path file, Class<S> type, S empty) {
        if (!Files.exists(file)) {
            return empty;
        }
        try {
            return Json.MAPPER.readValue(file.toFile(), type);
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "The sandbox cannot read its state; delete the file to begin anew: " + file, broken);
        }
    }

    public void changed() {
        if (due.compareAndSet(false, true)) {
            vertx.setTimer(pause, elapsed -> {
                if (due.compareAndSet(true, false)) {
                    writer.executeBlocking(this::write)
                            .onFailure(failure -> LOG.warnf("The sandbox cannot write its state: %s", failure));
                }
            });
        }
    }

    /** Writes what is not written yet; nothing is written afterwards. */
    public Future<Void> close() {
        due.set(false);
        return writer.executeBlocking(this::write).eventually(() -> writer.close());
    }

    private synchronized Void write() throws IOException {
        long began = System.nanoTime();
        Files.createDirectories(file.getParent());
        Path half = file.resolveSibling(file.getFileName() + ".tmp");
        Json.MAPPER.writeValue(half.toFile(), state.get());
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        pause = Math.max(LEAST_PAUSE, 10 * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        return null;
    }
}

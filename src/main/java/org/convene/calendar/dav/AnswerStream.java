package org.convene.calendar.dav;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A body with two bounds: its length, and how long it may stand still, which the client itself does not watch. */
final class AnswerStream extends BoundedStream {
    private final Duration patience;
    private volatile long lastByte = System.nanoTime();
    private volatile boolean closed;
    private volatile boolean stalled;

    AnswerStream(InputStream in, long most, Duration patience) {
        super(in, most);
        this.patience = patience;
        watch(patience.toNanos());
    }

    private void watch(long nanos) {
        Executor later = CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);
        later.execute(() -> {
            long still = System.nanoTime() - lastByte;
            if (!closed && still < patience.toNanos()) {
                watch(patience.toNanos() - still);
            } else if (!closed) {
                stalled = true;
                giveUp();
            }
        });
    }

    private void giveUp() {
        try {
            in.close(); // whoever reads is woken
        } catch (IOException alreadyGone) {
            // as wanted
        }
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        int read;
        try {
            read = super.read(into, from, count);
        } catch (IOException broken) {
            throw stalled ? new IOException("not a byte for " + patience.toSeconds() + " s") : broken;
        }
        if (stalled) {
            throw new IOException("not a byte for " + patience.toSeconds() + " s");
        }
        lastByte = System.nanoTime();
        return read;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        super.close();
    }
}

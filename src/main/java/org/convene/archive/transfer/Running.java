package org.convene.archive.transfer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.convene.vendor.VendorFailure;

/** A transfer at work: how far it is, and whether it may go on. */
final class Running {
    private final ObjectName name;
    private final TransferMetrics metrics;
    private final CountDownLatch stop;
    private final long started = System.nanoTime();
    private volatile long received;
    private volatile long done;
    private volatile long total;

    Running(ObjectName name, long expected, TransferMetrics metrics, CountDownLatch stop) {
        this.name = name;
        this.total = expected;
        this.metrics = metrics;
        this.stop = stop;
    }

    void total(long bytes) {
        total = bytes;
    }

    void at(long length) {
        done = length;
    }

    /** By the one thread that transfers. */
    void received(int count, long length) {
        received += count;
        done = length;
        metrics.received(count);
    }

    void interrupted() {
        metrics.interrupted();
    }

    void goOn() throws VendorFailure {
        if (stop.getCount() == 0) {
            throw new VendorFailure.Down("the hub is being stopped; " + name + " goes on where it is");
        }
    }

    void pause(Duration time) throws VendorFailure {
        try {
            stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new VendorFailure.Down("the hub is being stopped; " + name + " goes on where it is");
        }
        goOn();
    }

    Progress progress() {
        long nanos = Math.max(1, System.nanoTime() - started);
        return new Progress(name.path(), done, total, (long) (received * 1e9 / nanos));
    }
}

package org.convene.terminal.stream;

import io.vertx.core.Context;
import java.time.Duration;

/**
 * Somebody who reads along: gets what there is as fast as it takes it, and no thread waits for it. Who has taken nothing for
 * two heartbeats is sent away, and may come back. Confined to its context, but for {@link #news}.
 */
abstract class Reader implements EventLog.Listener {
    private final EventLog log;
    private final String terminal;
    private final Outlet outlet;
    private final Context context;
    private long heartbeat = -1;
    private boolean stuck;
    private volatile boolean over;

    /** @param terminal whose events, or {@link EventLog#ALL} */
    Reader(EventLog log, String terminal, Outlet outlet, Context context) {
        this.log = log;
        this.terminal = terminal;
        this.outlet = outlet;
        this.context = context;
    }

    /** Writes what there is, as long as {@link #isReady}. */
    abstract void write();

    final void join(Duration beat) {
        outlet.stream()
                .drainHandler(drained -> context.runOnContext(now -> {
                    stuck = false;
                    write();
                }));
        heartbeat = context.owner().setPeriodic(beat.toMillis(), tick -> context.runOnContext(now -> beat()));
        log.join(terminal, this);
        write();
    }

    final boolean isReady() {
        return !over && !outlet.stream().writeQueueFull();
    }

    final boolean isOver() {
        return over;
    }

    final Context context() {
        return context;
    }

    private void beat() {
        if (over) {
            return;
        }
        if (outlet.isClosed()) {
            end();
        } else if (!outlet.stream().writeQueueFull()) {
            outlet.beat();
        } else if (stuck) {
            outlet.close();
            end();
        } else {
            stuck = true;
        }
    }

    /** The reader is gone; any thread may say so. */
    final void end() {
        over = true;
        log.leave(terminal, this);
        context.owner().cancelTimer(heartbeat);
    }
}

package org.convene.terminal.stream;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Somebody who reads along: gets what there is as fast as it takes it, and no thread waits for it. Who has taken nothing for
 * two heartbeats is sent away; it comes back with the id of the last event it saw. Confined to its context, but for
 * {@link #news}.
 */
final class EventReader implements EventLog.Listener {
    private final EventLog log;
    private final String terminal;
    private final Set<String> names;
    private final Outlet outlet;
    private final Context context;
    private final AtomicBoolean called = new AtomicBoolean();
    private long position;
    private long heartbeat;
    private boolean stuck;
    private boolean over;

    /**
     * @param terminal whose events, or {@link EventLog#ALL}
     * @param names    which events; empty for all
     */
    EventReader(EventLog log, String terminal, Set<String> names, Outlet outlet, Context context) {
        this.log = log;
        this.terminal = terminal;
        this.names = names;
        this.outlet = outlet;
        this.context = context;
    }

    /** @param lastId the id of the last event that the reader saw, or empty for what comes from now on */
    void begin(String lastId, Duration beat) {
        OptionalLong seen = lastId.isEmpty() ? OptionalLong.of(log.end()) : log.position(lastId);
        position = seen.orElse(0);
        if (seen.isEmpty()) {
            outlet.events(List.of(Entry.gap(log.id(0), terminalOf(), "the hub was started anew meanwhile")));
        } else {
            outlet.at(log.id(position));
        }
        outlet.stream().drainHandler(drained -> {
            stuck = false;
            write();
        });
        heartbeat = context.owner().setPeriodic(beat.toMillis(), tick -> context.runOnContext(now -> beat()));
        log.join(terminal, this);
        write();
    }

    private String terminalOf() {
        return terminal;
    }

    @Override
    public void news(String from) {
        if (called.compareAndSet(false, true)) {
            context.runOnContext(now -> write());
        }
    }

    private void write() {
        called.set(false);
        boolean more = true;
        while (more && !over && !outlet.stream().writeQueueFull()) {
            EventLog.Portion portion = log.after(terminal, position, names);
            if (portion.missed()) {
                long first = portion.entries().isEmpty()
                        ? portion.position()
                        : portion.entries().get(0).id().position() - 1;
                outlet.events(List.of(Entry.gap(log.id(first), terminalOf(), "more happened than is kept")));
            }
            if (!portion.entries().isEmpty()) {
                outlet.events(portion.entries());
            }
            position = portion.position();
            more = !portion.whole();
        }
    }

    private void beat() {
        if (over) {
            return;
        }
        if (!outlet.stream().writeQueueFull()) {
            outlet.beat();
        } else if (stuck) {
            outlet.close();
            end();
        } else {
            stuck = true;
        }
    }

    /** The reader is gone. */
    void end() {
        over = true;
        log.leave(terminal, this);
        context.owner().cancelTimer(heartbeat);
    }

    static Context contextOf(Vertx vertx) {
        return vertx.getOrCreateContext();
    }
}

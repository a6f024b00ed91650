package org.convene.terminal.stream;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody who wants to hear everything that happens, in its order. */
final class EventReader extends Reader {
    private final EventLog log;
    private final String terminal;
    private final Set<String> names;
    private final Outlet outlet;
    private final AtomicBoolean called = new AtomicBoolean();
    private long position;

    /**
     * @param terminal whose events, or {@link EventLog#ALL}
     * @param names    which events; empty for all
     */
    EventReader(EventLog log, String terminal, Set<String> names, Outlet outlet, Context context) {
        super(log, terminal, outlet, context);
        this.log = log;
        this.terminal = terminal;
        this.names = names;
        this.outlet = outlet;
    }

    /** @param lastId the id of the last event that the reader saw, or empty for what comes from now on */
    void begin(String lastId, Duration beat) {
        OptionalLong seen = lastId.isEmpty() ? OptionalLong.of(log.end()) : log.position(lastId);
        position = seen.orElse(0);
        if (seen.isEmpty()) {
            outlet.events(List.of(Entry.gap(log.id(0), terminal, "the hub was started anew meanwhile")));
        } else {
            outlet.at(log.id(position));
        }
        join(beat);
    }

    @Override
    public void news(String from) {
        if (called.compareAndSet(false, true)) {
            context().runOnContext(now -> write());
        }
    }

    @Override
    void write() {
        called.set(false);
        boolean more = true;
        while (more && isReady()) {
            EventLog.Portion portion = log.after(terminal, position, names);
            if (portion.missed()) {
                outlet.events(List.of(Entry.gap(log.id(portion.from()), terminal, "more happened than is kept")));
            }
            if (!portion.entries().isEmpty()) {
                outlet.events(portion.entries());
            }
            position = portion.position();
            more = !portion.whole();
        }
    }
}

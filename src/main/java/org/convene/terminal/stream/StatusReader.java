package org.convene.terminal.stream;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Somebody who wants to see how terminals are, not how they came there: gets the state of each at once, and again when it
 * changed, the newest only, twice a second at most. So it holds at most one line for each terminal.
 */
final class StatusReader extends Reader {
    private static final long PAUSE = 500;

    private final SentEvents outlet;
    private final Function<String, String> status;
    private final Set<String> changed = new LinkedHashSet<>();
    private final Map<String, String> shown = new HashMap<>();
    private boolean called;

    /** @param status the state of the terminal of this name as JSON */
    StatusReader(EventLog log, SentEvents outlet, Context context, Function<String, String> status) {
        super(log, EventLog.ALL, outlet, context);
        this.outlet = outlet;
        this.status = status;
    }

    void begin(Iterable<String> terminals, Duration beat) {
        synchronized (changed) {
            terminals.forEach(changed::add);
        }
        join(beat);
    }

    @Override
    public void news(String terminal) {
        synchronized (changed) {
            changed.add(terminal);
            if (called || isOver()) {
                return;
            }
            called = true;
        }
        context()
                .owner()
                .setTimer(
                        PAUSE,
                        timer -> context().runOnContext(now -> {
                            synchronized (changed) {
                                called = false;
                            }
                            write();
                        }));
    }

    @Override
    void write() {
        while (isReady()) {
            String terminal = next();
            if (terminal == null) {
                return;
            }
            String now = status.apply(terminal);
            if (!now.equals(shown.put(terminal, now))) {
                outlet.event("status", now);
            }
        }
    }

    private String next() {
        synchronized (changed) {
            Iterator<String> first = changed.iterator();
            if (!first.hasNext()) {
                return null;
            }
            String terminal = first.next();
            first.remove();
            return terminal;
        }
    }
}

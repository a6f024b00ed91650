package org.convene.sandbox.stage;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a sandbox has heard: a count per operation, and the last requests without anything secret. */
public final class RequestLog {

    private static final int KEPT = 1000;

    /**
     * @param path without its query, where tokens and names stand
     * @param status what was answered; 0 when the connection was closed instead
     * @param fault the action of the fault that hit it, or null
     */
    public record Entry(Instant at, String method, String path, String operation, int status, String fault) {}

    private final Map<String, Long> counters = new TreeMap<>();
    private final Deque<Entry> recent = new ArrayDeque<>();

    public synchronized void heard(String operation) {
        counters.merge(operation, 1L, Long::sum);
    }

    public synchronized void answered(Entry entry) {
        if (recent.size() == KEPT) {
            recent.removeFirst();
        }
        recent.addLast(entry);
    }

    public synchronized Map<String, Long> counters() {
        return new TreeMap<>(counters);
    }

    /** The last requests, oldest first. */
    public synchronized List<Entry> last(int count) {
        List<Entry> all = new ArrayList<>(recent);
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    public synchronized void clear() {
        counters.clear();
        recent.clear();
    }
}

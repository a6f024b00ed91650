package org.convene.sandbox.terminal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The commands one terminal has heard: a count of each, and when the last came. Never what they said: it may be a secret. */
final class CommandLog {

    private static final int KEPT = 200;

    /**
     * @param nanos {@link System#nanoTime()}, for the pace
     * @param seat of the client, null before it signed in
     * @param result what was answered
     */
    record Entry(Instant at, long nanos, String method, String requestId, String seat, boolean result) {}

    private final Deque<Entry> last = new ArrayDeque<>(4);
    private final Map<String, Integer> counters = new TreeMap<>();
    private long heard;

    void add(Entry entry) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(entry);
        counters.merge(entry.method(), 1, Integer::sum);
        heard++;
    }

    List<Entry> last() {
        return new ArrayList<>(last);
    }

    Map<String, Integer> counters() {
        return new TreeMap<>(counters);
    }

    long heard() {
        return heard;
    }

    void clear() {
        last.clear();
        counters.clear();
        heard = 0;
    }
}

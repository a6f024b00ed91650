package org.convene.terminal.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.convene.terminal.TerminalCommand.Urgency;

/** Commands that wait to be sent: the most urgent first, among equals the first come. */
final class Waiting {
    private final Map<Urgency, Queue<Pending>> queues = new EnumMap<>(Urgency.class);
    private int size;

    int size() {
        return size;
    }

    void add(Pending pending) {
        queues.computeIfAbsent(pending.command.urgency(), urgency -> new ArrayDeque<>(2))
                .add(pending);
        size++;
    }

    /** The next to send; only those of the session itself while it is not ready. */
    Pending poll(boolean ownOnly) {
        for (Queue<Pending> queue : queues.values()) {
            Pending next = ownOnly
                    ? queue.stream().filter(pending -> pending.own).findFirst().orElse(null)
                    : queue.peek();
            if (next != null) {
                queue.remove(next);
                size--;
                return next;
            }
        }
        return null;
    }

    /** Nobody waits for it any more. */
    void remove(Pending pending) {
        Queue<Pending> queue = queues.get(pending.command.urgency());
        if (queue != null && queue.remove(pending)) {
            size--;
        }
    }

    List<Pending> drain() {
        List<Pending> all = new ArrayList<>();
        queues.values().forEach(all::addAll);
        queues.clear();
        size = 0;
        return all;
    }
}

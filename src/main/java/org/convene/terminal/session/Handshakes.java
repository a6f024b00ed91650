package org.convene.terminal.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** How many terminals may be connected to and signed in at, at the same time; the others queue. */
final class Handshakes {
    private final int most;
    private final Queue<Consumer<Runnable>> waiting = new ArrayDeque<>();
    private int underWay;

    Handshakes(int most) {
        this.most = most;
    }

    /** @param go is called as soon as there is room, with what says that the handshake is over; only its first call counts */
    void enter(Consumer<Runnable> go) {
        synchronized (this) {
            if (underWay >= most) {
                waiting.add(go);
                return;
            }
            underWay++;
        }
        begin(go);
    }

    private void begin(Consumer<Runnable> go) {
        AtomicBoolean over = new AtomicBoolean();
        go.accept(() -> {
            if (over.compareAndSet(false, true)) {
                leave();
            }
        });
    }

    private void leave() {
        Consumer<Runnable> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                underWay--;
                return;
            }
        }
        begin(next);
    }
}

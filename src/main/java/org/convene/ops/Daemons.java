package org.convene.ops;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that keep no process alive. */
public final class Daemons {
    private Daemons() {}

    public static ExecutorService pool(String name, int threads) {
        return Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}

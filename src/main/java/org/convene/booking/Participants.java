package org.convene.booking;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that start the calls made for each participant. A few suffice for all lessons together: they only prepare
 * requests, and nobody waits on them for an answer.
 */
class Participants {
    @Produces
    @Singleton
    @Named("participants")
    ExecutorService participants() {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        return Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "participants");
            thread.setDaemon(true);
            return thread;
        });
    }
}

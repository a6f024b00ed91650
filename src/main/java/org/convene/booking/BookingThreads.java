package org.convene.booking;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that begin bookings and the calls made for each participant. As many as there are processors suffice for
 * all bookings together: they only prepare requests, and nobody waits on them for an answer.
 */
class BookingThreads {
    @Produces
    @Singleton
    @Named("bookings")
    ExecutorService bookings() {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        return Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "bookings");
            thread.setDaemon(true);
            return thread;
        });
    }
}

package org.convene.booking;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.convene.ops.Daemons;

/**
 * The threads that begin bookings and the calls made for each participant. As many as there are processors suffice for
 * all bookings together: they only prepare requests, and nobody waits on them for an answer.
 */
class BookingThreads {
    @Produces
    @Singleton
    @Named("bookings")
    ExecutorService bookings() {
        return Daemons.pool("bookings", Math.max(2, Runtime.getRuntime().availableProcessors()));
    }
}

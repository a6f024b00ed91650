package org.convene.calendar;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.convene.ops.Daemons;

/** The threads that read calendars: each waits for its calendar's server, so they are apart from all others. */
class CalendarThreads {
    private static final int CALENDARS_AT_ONCE = 4;

    @Produces
    @Singleton
    @Named("calendars")
    ExecutorService calendars() {
        return Daemons.pool("calendars", CALENDARS_AT_ONCE);
    }
}

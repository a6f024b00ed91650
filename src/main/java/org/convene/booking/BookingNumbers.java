package org.convene.booking;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers for new bookings, which several replicas give without asking each other: milliseconds, then ten random bits of
 * this process, then a count. They grow with time, so rows that are worked on together lie together.
 */
public final class BookingNumbers {
    /** The first of January 2026: 41 bits of milliseconds from there last until 2095. */
    private static final long EPOCH = 1_767_225_600_000L;

    private static final long PROCESS = new SecureRandom().nextInt(1 << 10);
    private static final AtomicLong LAST = new AtomicLong();

    private BookingNumbers() {}

    public static long next() {
        long tick = (System.currentTimeMillis() - EPOCH) << 12;
        long number = LAST.updateAndGet(last -> Math.max(last + 1, tick));
        long millis = number >> 12;
        return millis << 22 | PROCESS << 12 | number & 0xFFF;
    }
}

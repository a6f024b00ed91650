package org.convene.spec;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a spec lets time pass, so that every time in an answer is exact. */
@Alternative
@Singleton
public class StoppedClock extends Clock {
    /** An hour before the lesson of the specs begins. */
    static final Instant START = Instant.parse("2026-11-23T05:00:00Z");

    private volatile Instant now = START;

    void startAnew() {
        now = START;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("inside the hub, times are UTC");
    }
}

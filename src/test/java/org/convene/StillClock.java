package org.convene;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test lets time pass. */
public class StillClock extends Clock {
    private volatile Instant now;

    public StillClock(Instant start) {
        now = start;
    }

    public final void forward(Duration by) {
        now = now.plus(by);
    }

    protected final void setBack(Instant to) {
        now = to;
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
        return this;
    }
}

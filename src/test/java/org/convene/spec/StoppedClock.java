package org.convene.spec;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.convene.StillClock;

/** The hub's clock in specs: time passes only where a spec says so, so that every time in an answer is exact. */
@Alternative
@Singleton
public class StoppedClock extends StillClock {
    /** An hour before the lesson of the specs begins. */
    static final Instant START = Instant.parse("2026-11-23T05:00:00Z");

    StoppedClock() {
        super(START);
    }

    void startAnew() {
        setBack(START);
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("inside the hub, times are UTC");
    }
}

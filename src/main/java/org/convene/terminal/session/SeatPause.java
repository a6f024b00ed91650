package org.convene.terminal.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * After how long the hub takes back a seat that somebody else took: the configured quiet time, and twice as long each time
 * it was taken again soon after, so that two programs that both want it do not throw each other out for ever.
 */
final class SeatPause {
    private static final int MOST_DOUBLINGS = 5;

    private final Optional<Duration> quiet;
    private Instant tookBackAt = Instant.MIN;
    private int lostSoon;

    SeatPause(Optional<Duration> quiet) {
        this.quiet = quiet;
    }

    /** The seat was taken now; nothing when only an operator's word takes it back. */
    Optional<Duration> next(Instant now) {
        return quiet.map(least -> {
            boolean soon = tookBackAt.isAfter(Instant.MIN) && now.isBefore(tookBackAt.plus(pause(least)));
            lostSoon = soon ? Math.min(lostSoon + 1, MOST_DOUBLINGS) : 0;
            tookBackAt = now.plus(pause(least));
            return pause(least);
        });
    }

    private Duration pause(Duration least) {
        return least.multipliedBy(1L << lostSoon);
    }
}

package org.convene.terminal.session;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: each twice the one before, half of it by chance so that many terminals do not come at once. */
final class Backoff {
    private final Duration least;
    private final Duration longest;
    private int failures;

    Backoff(Duration least, Duration longest) {
        this.least = least;
        this.longest = longest;
    }

    Duration next() {
        Duration doubled = least.multipliedBy(1L << Math.min(failures, 20));
        failures++;
        Duration pause = doubled.compareTo(longest) > 0 ? longest : doubled;
        return jittered(pause);
    }

    /** It went well for a while. */
    void reset() {
        failures = 0;
    }

    static Duration jittered(Duration pause) {
        long half = Math.max(1, pause.toMillis() / 2);
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
    }
}

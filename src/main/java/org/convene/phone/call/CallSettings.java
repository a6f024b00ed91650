package org.convene.phone.call;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.convene.ops.Settings;

/** How the call log is read, from {@code convene.phone.calls.*}. */
@Singleton
public class CallSettings {
    private final Duration overlap;
    private final Duration full;
    private final Optional<Duration> reach;
    private final Duration settle;
    private final boolean kafka;

    @Inject
    public CallSettings(Settings settings) {
        this(
                settings.duration("convene.phone.calls.overlap"),
                settings.duration("convene.phone.calls.full"),
                settings.optionalText("convene.phone.calls.reach")
                        .map(ignored -> settings.duration("convene.phone.calls.reach")),
                settings.duration("convene.phone.calls.settle"),
                settings.flag("convene.kafka.enabled"));
    }

    CallSettings(Duration overlap, Duration full, Optional<Duration> reach, Duration settle, boolean kafka) {
        this.overlap = overlap;
        this.full = full;
        this.reach = reach;
        this.settle = settle;
        this.kafka = kafka;
    }

    /** How far each question goes back before what is known. */
    Duration overlap() {
        return overlap;
    }

    /** How often the whole log is asked for. */
    Duration full() {
        return full;
    }

    /** How far back the whole log goes; nothing when all of it is wanted. */
    Optional<Duration> reach() {
        return reach;
    }

    /** How long nothing may come before a call counts as complete. */
    Duration settle() {
        return settle;
    }

    /** Whether somebody is to be told over Kafka. */
    boolean kafka() {
        return kafka;
    }
}

package org.convene.retention;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.convene.ops.Settings;

/** How long after a lesson its room may be deleted; never, when nothing is set. */
@Singleton
class RetentionSettings {
    private final Optional<Duration> roomsAfter;

    RetentionSettings(Settings settings) {
        this.roomsAfter = settings.optionalText("convene.retention.rooms-after")
                .map(set -> settings.duration("convene.retention.rooms-after"));
    }

    Optional<Duration> roomsAfter() {
        return roomsAfter;
    }
}

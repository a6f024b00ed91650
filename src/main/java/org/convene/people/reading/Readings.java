package org.convene.people.reading;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.convene.people.Roster;
import org.convene.people.plan.Plan;
import org.convene.people.plan.Rosters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has rosters read, and remembers of each source how it went last, in this replica. Plans tell the rest. */
@Singleton
public class Readings {
    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);

    private final Rosters rosters;
    private final Clock clock;
    private final Map<String, Reading> last = new ConcurrentSkipListMap<>();

    public Readings(Rosters rosters, Clock clock) {
        this.rosters = rosters;
        this.clock = clock;
    }

    /** The last reading of each source. */
    public List<Reading> last() {
        return List.copyOf(last.values());
    }

    /**
     * Reads it and does what follows.
     *
     * @throws IOException the reading broke off; nothing of it is used
     */
    public Reading take(Roster roster) throws IOException, SQLException {
        Instant began = clock.instant();
        try {
            Plan plan = rosters.take(roster);
            Reading reading = new Reading(
                    roster.source(),
                    roster.origin(),
                    began,
                    Duration.between(began, clock.instant()),
                    plan.heard(),
                    plan.changes(),
                    Optional.ofNullable(plan.reason()));
            remember(reading);
            return reading;
        } catch (IOException | SQLException | RuntimeException failed) {
            failed(roster.source(), roster.origin(), began, String.valueOf(failed.getMessage()));
            throw failed;
        }
    }

    /** Notes that a source could not even be begun with. */
    public void failed(String source, String origin, Instant began, String problem) {
        remember(new Reading(
                source, origin, began, Duration.between(began, clock.instant()), 0, 0, Optional.of(problem)));
    }

    private void remember(Reading reading) {
        Reading before = last.put(reading.source(), reading);
        boolean same = before != null && before.problem().equals(reading.problem());
        if (reading.problem().isEmpty()) {
            LOG.info("People of {}: {}", reading.source(), reading.words());
        } else if (!same) {
            LOG.warn("People of {}: {}", reading.source(), reading.words());
        }
    }
}

package org.convene.moodle;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** How reading Moodle goes, in words. Always up: a Moodle that cannot be read is no dead hub. */
@Readiness
@Singleton
public class MoodleHealth implements HealthCheck {
    private final MoodleDesk desk;
    private final PullState state;
    private final Courses courses;
    private final Events events;
    private final Clock clock;

    public MoodleHealth(MoodleDesk desk, PullState state, Courses courses, Events events, Clock clock) {
        this.desk = desk;
        this.state = state;
        this.courses = courses;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("moodle").up();
        if (!desk.isOn()) {
            return health.withData("reading", "not configured").build();
        }
        try {
            PullState.Now now = state.now();
            health.withData("reading", reading(now));
            Map<Long, String> closed = courses.problems();
            closed.values().stream()
                    .findFirst()
                    .ifPresent(first -> health.withData("rosters", closed.size() + " cannot be read; " + first));
            Events.Troubles troubles = events.troubles(clock.instant());
            troubles.first()
                    .ifPresent(first -> health.withData("events", troubles.number() + " are no lessons; " + first));
        } catch (SQLException unreadable) {
            health.withData("ledger", "cannot be read"); // its own check says why
        }
        return health.build();
    }

    private static String reading(PullState.Now now) {
        return now.problem()
                .orElseGet(() -> now.pulledAt().map(at -> "in step at " + at).orElse("not read yet"));
    }
}

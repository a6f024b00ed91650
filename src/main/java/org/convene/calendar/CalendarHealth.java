package org.convene.calendar;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** How each calendar is, in words. Always up: a calendar that cannot be read is no dead hub. */
@Readiness
@Singleton
public class CalendarHealth implements HealthCheck {
    private final Calendars calendars;
    private final CalendarStatus status;

    public CalendarHealth(Calendars calendars, CalendarStatus status) {
        this.calendars = calendars;
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health =
                HealthCheckResponse.named("calendars").up();
        try {
            for (CalendarStatus.Line line : status.all(calendars)) {
                health.withData(
                        line.name(),
                        line.problem().orElseGet(() -> line.inStepAt().isPresent() ? "in step" : "not read yet"));
            }
        } catch (SQLException unreadable) {
            health.withData("ledger", "cannot be read"); // its own check says why
        }
        return health.build();
    }
}

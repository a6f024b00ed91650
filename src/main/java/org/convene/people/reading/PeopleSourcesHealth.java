package org.convene.people.reading;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** How the last reading of each source of people went. Always up: a source that cannot be read is no dead hub. */
@Readiness
@Singleton
public class PeopleSourcesHealth implements HealthCheck {
    private final Readings readings;

    public PeopleSourcesHealth(Readings readings) {
        this.readings = readings;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health =
                HealthCheckResponse.named("people-sources").up();
        readings.last().forEach(reading -> health.withData(reading.source(), reading.words()));
        return health.build();
    }
}

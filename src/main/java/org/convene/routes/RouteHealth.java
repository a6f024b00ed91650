package org.convene.routes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Files of routes that are refused, in words. Always up: the routes go on as they were. */
@Readiness
@Singleton
public class RouteHealth implements HealthCheck {
    private final RouteReload reload;

    public RouteHealth(RouteReload reload, MeterRegistry metrics) {
        this.reload = reload;
        Gauge.builder("convene.routes.refused", reload, files -> files.refused().size())
                .description("Files of routes and mappings that changed and cannot be used")
                .register(metrics);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("routes").up();
        reload.refused().forEach((path, trouble) -> health.withData(path, "refused: " + trouble));
        return health.build();
    }
}

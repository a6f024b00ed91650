package org.convene.terminal.desk;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import org.convene.terminal.TerminalStatus;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.terminal.Terminals;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * How each terminal is, in words, and {@code convene.terminals}, how many there are by the state of their connection. Always
 * up: a terminal that is switched off is no dead hub.
 */
@Startup
@Readiness
@Singleton
public class TerminalHealth implements HealthCheck {
    private final Terminals terminals;

    public TerminalHealth(Terminals terminals, MeterRegistry metrics) {
        this.terminals = terminals;
        for (Connection connection : Connection.values()) {
            Gauge.builder("convene.terminals", () -> count(connection))
                    .description("Terminals by the state of their connection")
                    .tag("state", connection.word())
                    .register(metrics);
        }
    }

    private long count(Connection connection) {
        return terminals.all().stream()
                .filter(terminal -> terminal.status().connection() == connection)
                .count();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health =
                HealthCheckResponse.named("terminals").up();
        terminals.all().forEach(terminal -> health.withData(terminal.name(), words(terminal.status())));
        return health.build();
    }

    private static String words(TerminalStatus status) {
        String state = status.connection().word();
        return status.connection() == Connection.READY
                ? state
                : status.why().map(why -> state + ": " + why).orElse(state);
    }
}

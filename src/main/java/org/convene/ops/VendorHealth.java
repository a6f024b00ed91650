package org.convene.ops;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import jakarta.inject.Singleton;
import org.convene.vendor.VendorGate;
import org.convene.vendor.Vendors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * How each vendor is, in words. Always up: a vendor that is down is no dead hub, which keeps taking lessons and goes on
 * when the vendor is back.
 */
@Readiness
@Singleton
public class VendorHealth implements HealthCheck {
    private final Vendors vendors;

    public VendorHealth(Vendors vendors) {
        this.vendors = vendors;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("vendors").up();
        for (VendorGate gate : vendors.all()) {
            String name = gate.vendor().name();
            health.withData(name, words(gate));
            gate.missingExtras().forEach((operation, reason) -> health.withData(name + "." + operation, reason));
        }
        return health.build();
    }

    private static String words(VendorGate gate) {
        if (gate.vendor().url().isEmpty()) {
            return "not configured";
        }
        if (gate.trouble().isEmpty()) {
            return "works";
        }
        String patience = gate.state() == State.CLOSED ? "" : "; nothing is asked of it but a try every few seconds";
        return gate.trouble() + patience;
    }
}

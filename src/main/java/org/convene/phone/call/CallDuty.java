package org.convene.phone.call;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.convene.ops.Duties;
import org.convene.vendor.Vendors;

/** Of several replicas one reads the call log, settles calls and tells of them. Without a phone system nobody does. */
@Singleton
@Named("callDuty")
public class CallDuty {
    private static final int AFTER_THE_ROUTES = 5_000;
    private static final String DUTY = "phone-calls";

    private final Duties duties;
    private final Vendors vendors;
    private final CallMetrics metrics;

    public CallDuty(Duties duties, Vendors vendors, CallMetrics metrics) {
        this.duties = duties;
        this.vendors = vendors;
        this.metrics = metrics;
    }

    void start(@Observes @Priority(AFTER_THE_ROUTES) StartupEvent event) {
        if (vendors.vendor("mx").url().isPresent()) {
            duties.seek(DUTY, () -> {}, metrics::nobodyAsks);
        }
    }

    public boolean isOurs() {
        return duties.has(DUTY);
    }
}

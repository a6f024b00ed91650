package org.convene.people;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.convene.ops.Duties;
import org.convene.people.plan.Plans;
import org.jboss.logging.Logger;

/** Of several replicas one reads rosters and tells followers. It first ends what another left in the midst of it. */
@Singleton
@Named("peopleDuty")
public class PeopleDuty {
    private static final Logger LOG = Logger.getLogger(PeopleDuty.class);
    private static final int AFTER_THE_ROUTES = 5_000;
    private static final String DUTY = "people";

    private final Duties duties;
    private final Plans plans;
    private volatile boolean tidy;

    public PeopleDuty(Duties duties, Plans plans) {
        this.duties = duties;
        this.plans = plans;
    }

    void start(@Observes @Priority(AFTER_THE_ROUTES) StartupEvent event) {
        // what is left over may take long, and is ended at the first turn of a timer
        duties.seek(DUTY, () -> {}, () -> tidy = false);
    }

    private void tidyUp() {
        try {
            plans.resume();
            tidy = true;
        } catch (SQLException away) {
            LOG.warnf("Plans of people cannot be looked at: %s", away.getMessage());
        }
    }

    /** Whether this replica does it, and nothing is left over from before. */
    public synchronized boolean isOurs() {
        if (duties.has(DUTY) && !tidy) {
            tidyUp();
        }
        return tidy && duties.has(DUTY);
    }
}

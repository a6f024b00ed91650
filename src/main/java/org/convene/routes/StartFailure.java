package org.convene.routes;

import jakarta.inject.Singleton;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelContextCustomizer;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStartupFailureEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.jboss.logging.Logger;

/** A route that cannot be made stops the start; this says in one line which, in which file, and why. */
@Singleton
class StartFailure implements CamelContextCustomizer {
    private static final Logger LOG = Logger.getLogger(StartFailure.class);

    private final RouteSources sources;

    StartFailure(RouteSources sources) {
        this.sources = sources;
    }

    @Override
    public void configure(CamelContext context) {
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public boolean isEnabled(CamelEvent event) {
                return event instanceof CamelContextStartupFailureEvent;
            }

            @Override
            public void notify(CamelEvent event) throws IOException {
                Throwable cause = ((CamelContextStartupFailureEvent) event).getCause();
                RouteTrouble.of(sources.all(context, RouteSources.ROUTES), cause)
                        .ifPresent(LOG::error);
            }
        });
    }
}

package org.convene.terminal.session;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.convene.terminal.Terminals;

/** Begins to connect once everything that wants to hear is there, and lets go before it goes. */
@ApplicationScoped
class SessionStart {
    private static final int AFTER_THE_ROUTES = 5_000;
    private static final int BEFORE_THE_ROUTES = 100;

    private final Sessions sessions;

    /** @param terminals made first, so that a setting that cannot be used stops the start */
    SessionStart(Sessions sessions, Terminals terminals) {
        this.sessions = sessions;
    }

    void start(@Observes @Priority(AFTER_THE_ROUTES) StartupEvent event) {
        sessions.start();
    }

    void stop(@Observes @Priority(BEFORE_THE_ROUTES) ShutdownEvent event) {
        sessions.stop();
    }
}

package org.convene.terminal.session;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.convene.ops.Duties;
import org.convene.terminal.Terminals;

/**
 * Begins to connect once everything that wants to hear is there, and lets go before it goes. Of several replicas one has all
 * terminals: two would throw each other out.
 */
@ApplicationScoped
class SessionStart {
    private static final int AFTER_THE_ROUTES = 5_000;
    private static final int BEFORE_THE_ROUTES = 100;

    private final Sessions sessions;
    private final Terminals terminals;
    private final Duties duties;

    SessionStart(Sessions sessions, Terminals terminals, Duties duties) {
        this.sessions = sessions;
        this.terminals = terminals;
        this.duties = duties;
    }

    void start(@Observes @Priority(AFTER_THE_ROUTES) StartupEvent event) {
        if (!terminals.all().isEmpty()) {
            duties.seek(Terminals.DUTY, sessions::start, sessions::pause);
        }
    }

    void stop(@Observes @Priority(BEFORE_THE_ROUTES) ShutdownEvent event) {
        duties.leave();
        sessions.stop();
    }
}

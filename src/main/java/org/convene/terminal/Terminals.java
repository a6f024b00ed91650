package org.convene.terminal;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.convene.ops.Rejected;
import org.convene.terminal.session.Sessions;
import org.jboss.logging.Logger;

/** The terminals of configuration, and everything they say. */
@Singleton
public class Terminals {
    /** What the one replica has that is connected to them. */
    public static final String DUTY = "terminals";

    private static final Logger LOG = Logger.getLogger(Terminals.class);

    private final Map<String, Terminal> terminals = new TreeMap<>();
    private final List<Consumer<TerminalEvent>> listeners = new CopyOnWriteArrayList<>();

    public Terminals(Sessions sessions) {
        sessions.make(this::tell).forEach(terminal -> terminals.put(terminal.name(), terminal));
    }

    /** All, in the order of their names. */
    public Collection<Terminal> all() {
        return terminals.values();
    }

    public Optional<Terminal> find(String name) {
        return Optional.ofNullable(terminals.get(name));
    }

    /** The terminal that somebody names; 404 when there is none of that name. */
    public Terminal named(String name) throws Rejected {
        return find(name == null ? "" : name)
                .orElseThrow(() -> Rejected.because(404, "No terminal is called '" + Rejected.quoted(name) + "'."));
    }

    /**
     * Hears every event of every terminal, those of one terminal in the order received. The listener is called on the
     * terminal's own thread: it only hands on, and must never wait.
     *
     * @return ends it
     */
    public Runnable listen(Consumer<TerminalEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** One listener that fails takes nothing from the others, nor from the terminal. */
    private void tell(TerminalEvent event) {
        for (Consumer<TerminalEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException failed) {
                LOG.errorf(failed, "An event of %s could not be handed on", event.terminal());
            }
        }
    }
}

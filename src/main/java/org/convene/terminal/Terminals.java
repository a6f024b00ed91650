package org.convene.terminal;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The terminals of configuration, and everything they say. */
@Singleton
public class Terminals {

    /** All, in the order of their names. */
    public Collection<Terminal> all() {
        return List.of();
    }

    public Optional<Terminal> find(String name) {
        return Optional.empty();
    }

    /**
     * Hears every event of every terminal, those of one terminal in the order received. The listener is called on the
     * terminal's own thread: it only hands on, and must never wait.
     *
     * @return ends it
     */
    public Runnable listen(Consumer<TerminalEvent> listener) {
        return () -> {};
    }
}

package org.convene.terminal.desk;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.convene.terminal.Terminal;
import org.convene.terminal.TerminalEvent;
import org.convene.terminal.Terminals;
import org.convene.terminal.session.Sessions;

/** Terminals that say and do what a test wants; the real ones are tested with org.convene.terminal.session. */
@Alternative
@Singleton
public class PretendTerminals extends Terminals {
    private final Map<String, PretendTerminal> terminals = new ConcurrentHashMap<>();
    private final List<Consumer<TerminalEvent>> listeners = new CopyOnWriteArrayList<>();

    PretendTerminals(Sessions sessions) {
        super(sessions);
    }

    public PretendTerminal add(String name) {
        return terminals.computeIfAbsent(name, added -> new PretendTerminal(added, this::tell));
    }

    public void clear() {
        terminals.clear();
    }

    private void tell(TerminalEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    @Override
    public Collection<Terminal> all() {
        return List.copyOf(new TreeMap<>(terminals).values());
    }

    @Override
    public Optional<Terminal> find(String name) {
        return Optional.ofNullable(terminals.get(name));
    }

    @Override
    public Runnable listen(Consumer<TerminalEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}

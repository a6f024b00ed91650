package org.convene.terminal.stream;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.convene.ops.Settings;
import org.convene.terminal.TerminalEvent;
import org.convene.terminal.Terminals;

/**
 * The last events of each terminal, and of all together, for those who read along. Readers own nothing but their position:
 * however slow one is, it costs no memory here and holds nobody up, and what it was too late for is told to it as a gap.
 */
@Singleton
public class EventLog {
    private static final int EARLY = 50;
    private static final int MOST_AT_ONCE = 100;
    /** The terminal of those who read all. */
    static final String ALL = "";

    private final Terminals terminals;
    private final String start;
    private final int kept;
    private final Ring all;
    private final Map<String, Ring> rings = new HashMap<>();
    private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
    private long last;

    /** Is told that there is something new; called on the terminal's thread, so it only takes note. */
    interface Listener {
        void news(String terminal);
    }

    /**
     * Some events, in their order.
     *
     * @param from     the position they follow
     * @param position where to go on
     * @param missed   whether events before them are not kept any more
     * @param whole    whether there is nothing more for now
     */
    record Portion(List<Entry> entries, long from, long position, boolean missed, boolean whole) {}

    public EventLog(Terminals terminals, Settings settings, Clock clock) {
        this.terminals = terminals;
        this.start = Long.toString(clock.millis(), Character.MAX_RADIX);
        this.kept = settings.number("convene.terminal.events-kept", 1, 10_000);
        this.all = new Ring(settings.number("convene.terminal.events-kept-of-all", 1, 1_000_000));
    }

    void begin(@Observes @Priority(EARLY) StartupEvent started) {
        terminals.listen(this::heard);
    }

    private void heard(TerminalEvent event) {
        add(event);
        listeners.getOrDefault(event.terminal(), Set.of()).forEach(listener -> listener.news(event.terminal()));
        listeners.getOrDefault(ALL, Set.of()).forEach(listener -> listener.news(event.terminal()));
    }

    private synchronized void add(TerminalEvent event) {
        Entry entry = Entry.of(new EventId(start, ++last), event);
        rings.computeIfAbsent(event.terminal(), terminal -> new Ring(kept)).add(entry);
        all.add(entry);
    }

    void join(String terminal, Listener listener) {
        listeners
                .computeIfAbsent(terminal, name -> ConcurrentHashMap.newKeySet())
                .add(listener);
    }

    void leave(String terminal, Listener listener) {
        listeners.getOrDefault(terminal, Set.of()).remove(listener);
    }

    /** How many read along just now. */
    int readers() {
        return listeners.values().stream().mapToInt(Set::size).sum();
    }

    EventId id(long position) {
        return new EventId(start, position);
    }

    /** The position after everything that was heard. */
    synchronized long end() {
        return last;
    }

    /** Where the event of this id stands; empty when it is none of this run of the hub. */
    synchronized OptionalLong position(String id) {
        OptionalLong position = EventId.position(id, start);
        return position.isPresent() && position.getAsLong() <= last ? position : OptionalLong.empty();
    }

    /** What was heard after {@code position}, as much as should be written in one go. */
    synchronized Portion after(String terminal, long position, Set<String> names) {
        Ring ring = terminal.equals(ALL) ? all : rings.get(terminal);
        if (ring == null) {
            return new Portion(List.of(), position, position, false, true);
        }
        boolean missed = position < ring.forgotten();
        long from = missed ? ring.forgotten() : position;
        long at = from;
        List<Entry> found = new ArrayList<>();
        int index = ring.after(at);
        for (; index < ring.size() && found.size() < MOST_AT_ONCE; index++) {
            Entry entry = ring.get(index);
            at = entry.id().position();
            if (isWanted(entry, names)) {
                found.add(entry);
            }
        }
        return new Portion(found, from, at, missed, index == ring.size());
    }

    /** The newest events of one terminal, the newest first. */
    public synchronized List<byte[]> latest(String terminal, int most) {
        Ring ring = rings.get(terminal);
        List<byte[]> latest = new ArrayList<>();
        for (int i = ring == null ? 0 : ring.size() - 1; ring != null && i >= 0 && latest.size() < most; i--) {
            latest.add(ring.get(i).json());
        }
        return latest;
    }

    /** A gap concerns everybody. */
    private static boolean isWanted(Entry entry, Set<String> names) {
        return names.isEmpty() || names.contains(entry.name()) || entry.name().equals(TerminalEvent.GAP);
    }
}

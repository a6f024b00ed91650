package org.convene.sandbox.teleboss;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The calls of every room, oldest first. Guarded by the {@link World} it belongs to. */
final class Calls {

    private final Map<String, List<Call>> byRoom = new LinkedHashMap<>();

    void clear() {
        byRoom.clear();
    }

    void add(Call call) {
        byRoom.computeIfAbsent(call.roomId(), none -> new ArrayList<>()).add(call);
    }

    void replace(Call call) {
        byRoom.get(call.roomId()).replaceAll(old -> old.id().equals(call.id()) ? call : old);
    }

    /** The running call of a room; its breakout rooms do not count. */
    Optional<Call> active(String roomId) {
        return byRoom.getOrDefault(roomId, List.of()).stream()
                .filter(call -> call.active() && !call.isBreakoutRoom())
                .findFirst();
    }

    List<Call> of(String roomId) {
        return List.copyOf(byRoom.getOrDefault(roomId, List.of()));
    }

    Stream<Call> all() {
        return byRoom.values().stream().flatMap(Collection::stream);
    }
}

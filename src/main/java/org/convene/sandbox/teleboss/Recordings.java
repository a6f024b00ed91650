package org.convene.sandbox.teleboss;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The records of every room, oldest first. One lock guards them and the {@link World} they belong to. */
final class Recordings {

    private final Object lock;
    private final Runnable changed;
    private final Map<String, RoomRecord> byId = new LinkedHashMap<>();

    Recordings(Object lock, Runnable changed) {
        this.lock = lock;
        this.changed = changed;
    }

    void load(List<RoomRecord> records) {
        synchronized (lock) {
            byId.clear();
            records.forEach(record -> byId.put(record.id(), record));
        }
    }

    RoomRecord add(RoomRecord record) {
        synchronized (lock) {
            byId.put(record.id(), record);
            changed.run();
            return record;
        }
    }

    /** Begins the record of a call; empty when one is running. */
    Optional<RoomRecord> start(Call call, String id, String name, long size, Instant now) {
        synchronized (lock) {
            return running(call.id()).isPresent()
                    ? Optional.empty()
                    : Optional.of(add(new RoomRecord(
                            id,
                            name,
                            size,
                            call.roomId(),
                            call.spaceId(),
                            call.id(),
                            RoomRecord.NEW,
                            now,
                            now,
                            null,
                            null,
                            0)));
        }
    }

    Optional<RoomRecord> change(String id, UnaryOperator<RoomRecord> how) {
        synchronized (lock) {
            RoomRecord record = byId.computeIfPresent(id, (same, old) -> how.apply(old));
            changed.run();
            return Optional.ofNullable(record);
        }
    }

    Optional<RoomRecord> record(String id) {
        synchronized (lock) {
            return Optional.ofNullable(byId.get(id));
        }
    }

    Optional<RoomRecord> running(String callId) {
        return those(record -> record.callId().equals(callId) && record.running()).stream()
                .findFirst();
    }

    List<RoomRecord> ofRoom(String roomId) {
        return those(record -> record.roomId().equals(roomId));
    }

    List<RoomRecord> all() {
        return those(record -> true);
    }

    void deleteOfRoom(String roomId) {
        synchronized (lock) {
            byId.values().removeIf(record -> record.roomId().equals(roomId));
        }
    }

    private List<RoomRecord> those(Predicate<RoomRecord> wanted) {
        synchronized (lock) {
            return byId.values().stream().filter(wanted).toList();
        }
    }
}

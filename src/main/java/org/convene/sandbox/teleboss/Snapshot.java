package org.convene.sandbox.teleboss;

import java.util.List;
import java.util.Map;

/**
 * Everything the sandbox remembers, at one moment; the content of the state file.
 *
 * @param deletedRooms alias to name, so that links of a deleted room can say what became of it
 */
record Snapshot(
        List<Space> spaces,
        List<Room> rooms,
        List<Link> links,
        List<Call> calls,
        List<RoomRecord> records,
        List<Webhook> webhooks,
        List<ExternalMeta> metas,
        Map<String, String> deletedRooms,
        Habits habits) {

    /** A state file from before there were records has none. */
    Snapshot {
        records = records == null ? List.of() : records;
        habits = habits == null ? Habits.standard() : habits;
    }

    static Snapshot empty() {
        return new Snapshot(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), null);
    }
}

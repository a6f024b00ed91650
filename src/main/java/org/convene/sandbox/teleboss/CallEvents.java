package org.convene.sandbox.teleboss;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Starts and finishes calls and their records, and tells the space's webhook about it. */
final class CallEvents {

    /** A record stopped sooner is aborted (guide, chapter on webhooks). */
    private static final Duration SHORTEST_RECORD = Duration.ofSeconds(3);

    private final World world;
    private final Ids ids;
    private final WebhookSender sender;

    CallEvents(World world, Ids ids, WebhookSender sender) {
        this.world = world;
        this.ids = ids;
        this.sender = sender;
    }

    Entry open(String alias, String token) {
        Entry entry = world.open(alias, token);
        if (entry instanceof Entry.Welcome welcome) {
            if (welcome.callStarted()) {
                tell("call_started", welcome.call());
            }
            if (RoomSettings.recordsWhen(welcome.room(), welcome.who())) {
                startRecord(welcome.room());
            }
        }
        return entry;
    }

    /** Somebody leaves, and the call ends with the last one; empty when the person was not in. */
    Optional<Call> leave(String alias, String token) {
        Optional<Call> call = world.leave(alias, token);
        call.filter(left -> !left.active()).ifPresent(this::tellFinished);
        return call;
    }

    /** The running call, or a new empty one; empty when there is no such room. */
    Optional<Call> start(String roomId) {
        boolean running = world.activeCall(roomId).isPresent();
        Optional<Call> call = world.startCall(roomId);
        if (!running) {
            call.ifPresent(started -> tell("call_started", started));
        }
        return call;
    }

    Optional<Call> finish(String roomId) {
        Optional<Call> call = world.finishCall(roomId);
        call.ifPresent(this::tellFinished);
        return call;
    }

    /** Empty when no call is running in the room, or its record is. */
    Optional<RoomRecord> startRecord(Room room) {
        Instant now = world.now();
        Optional<RoomRecord> record = world.activeCall(room.id())
                .flatMap(call -> world.recordings()
                        .start(call, ids.id(now), room.name(), world.habits().recordSize(), now));
        record.ifPresent(started -> tell("record_started", started));
        return record;
    }

    /** Somebody stops the record; empty when none is running. */
    Optional<RoomRecord> stopRecord(String roomId) {
        return runningRecord(roomId).flatMap(record -> {
            boolean tooShort = world.now().isBefore(record.startedAt().plus(SHORTEST_RECORD));
            return tooShort ? breakOff(record, "aborted") : finish(record);
        });
    }

    /** The vendor fails to record; nobody starts it again (teleboss.md D2.4). */
    Optional<RoomRecord> failRecord(String roomId) {
        return runningRecord(roomId).flatMap(record -> breakOff(record, "failed"));
    }

    void tell(String eventName, Call call) {
        tell(call.roomId(), call.spaceId(), eventName, null);
    }

    void tell(String eventName, RoomRecord record) {
        tell(record.roomId(), record.spaceId(), eventName, record.id());
    }

    private void tellFinished(Call call) {
        tell("call_finished", call);
        world.recordings().running(call.id()).ifPresent(this::finish);
    }

    private Optional<RoomRecord> runningRecord(String roomId) {
        return world.activeCall(roomId).flatMap(call -> world.recordings().running(call.id()));
    }

    /** Told at once although the file may take a while: the harder case for who hears it. */
    private Optional<RoomRecord> finish(RoomRecord record) {
        Instant now = world.now();
        Instant ready = now.plus(world.habits().recordReadyAfter());
        Optional<RoomRecord> finished = world.recordings().change(record.id(), running -> running.finished(now, ready));
        finished.ifPresent(done -> tell("record_finished", done));
        return finished;
    }

    private Optional<RoomRecord> breakOff(RoomRecord record, String state) {
        Optional<RoomRecord> broken =
                world.recordings().change(record.id(), running -> running.brokenOff(world.now(), state));
        broken.ifPresent(over -> tell("record_" + state, over));
        return broken;
    }

    private void tell(String roomId, String spaceId, String eventName, String recordId) {
        world.webhook(spaceId)
                .ifPresent(webhook -> sender.send(webhook, WebhookBody.event(eventName, roomId, spaceId, recordId)));
    }
}

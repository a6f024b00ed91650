package org.convene.sandbox.teleboss;

import java.time.Instant;

/**
 * A recording, called RoomRecord as in the vendor's list of them (guide, chapter on taking records out).
 *
 * @param size of the file, in bytes; told as 0 until the record is ready
 * @param state the vendor shows only {@code new}; everything else is a guess
 * @param finishedAt null while it runs
 * @param readyAt when the file can be had; null for never: running, aborted, failed
 * @param linkGeneration counts up when all links to the file are made void
 */
record RoomRecord(
        String id,
        String name,
        long size,
        String roomId,
        String spaceId,
        String callId,
        String state,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Instant readyAt,
        int linkGeneration) {

    static final String NEW = "new";

    boolean running() {
        return finishedAt == null;
    }

    boolean ready(Instant now) {
        return readyAt != null && !now.isBefore(readyAt);
    }

    RoomRecord finished(Instant now, Instant ready) {
        return with(size, state, now, ready, linkGeneration);
    }

    /** Over, and there never will be a file. */
    RoomRecord brokenOff(Instant now, String newState) {
        return with(size, newState, now, null, linkGeneration);
    }

    RoomRecord withSize(long newSize) {
        return with(newSize, state, finishedAt, readyAt, linkGeneration);
    }

    RoomRecord withState(String newState) {
        return with(size, newState, finishedAt, readyAt, linkGeneration);
    }

    RoomRecord withReadyAt(Instant ready) {
        return with(size, state, finishedAt, ready, linkGeneration);
    }

    RoomRecord withoutLinks() {
        return with(size, state, finishedAt, readyAt, linkGeneration + 1);
    }

    private RoomRecord with(long newSize, String newState, Instant finished, Instant ready, int generation) {
        return new RoomRecord(
                id,
                name,
                newSize,
                roomId,
                spaceId,
                callId,
                newState,
                createdAt,
                startedAt,
                finished,
                ready,
                generation);
    }
}

package org.convene.sandbox.teleboss;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A call: from the first join to the last leave; a room sees several on one day (teleboss.md D2.6).
 *
 * @param finishedAt null while people are in
 */
record Call(
        String id,
        String roomId,
        String spaceId,
        String roomType,
        Instant startedAt,
        Instant finishedAt,
        List<Participant> participants) {

    boolean active() {
        return finishedAt == null;
    }

    Optional<Participant> participant(String linkToken) {
        return participants.stream()
                .filter(participant -> participant.linkToken().equals(linkToken))
                .findFirst();
    }

    Call joinedBy(Participant someone) {
        List<Participant> more = new ArrayList<>(participants);
        more.removeIf(participant -> participant.id().equals(someone.id()));
        more.add(someone);
        return new Call(id, roomId, spaceId, roomType, startedAt, finishedAt, List.copyOf(more));
    }

    Call finished(Instant now) {
        return new Call(id, roomId, spaceId, roomType, startedAt, now, participants);
    }
}

package org.convene.sandbox.teleboss;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A call: from the first join to the last leave; a room sees several on one day (teleboss.md D2.6).
 *
 * @param isBreakoutRoom a small group beside the main call of the same room
 * @param finishedAt null while people are in
 * @param reportReadyAt when its report can be had; null while the call is running
 */
record Call(
        String id,
        String roomId,
        String spaceId,
        String roomType,
        boolean isBreakoutRoom,
        Instant startedAt,
        Instant finishedAt,
        Instant reportReadyAt,
        List<Participant> participants) {

    boolean active() {
        return finishedAt == null;
    }

    boolean empty() {
        return participants.stream().noneMatch(Participant::present);
    }

    boolean reported(Instant now) {
        return !active() && (reportReadyAt == null || !now.isBefore(reportReadyAt));
    }

    Optional<Participant> participant(String linkToken) {
        return participants.stream()
                .filter(participant -> linkToken.equals(participant.linkToken()))
                .findFirst();
    }

    Call joinedBy(Participant someone) {
        List<Participant> more = new ArrayList<>(participants);
        more.removeIf(participant -> participant.id().equals(someone.id()));
        more.add(someone);
        return with(finishedAt, reportReadyAt, more);
    }

    Call leftBy(Participant someone, Instant now) {
        return with(
                finishedAt,
                reportReadyAt,
                participants.stream()
                        .map(other -> other.id().equals(someone.id()) ? other.left(now) : other)
                        .toList());
    }

    Call finished(Instant now, Instant reportReady) {
        return with(
                now,
                reportReady,
                participants.stream().map(each -> each.left(now)).toList());
    }

    private Call with(Instant finished, Instant reportReady, List<Participant> others) {
        return new Call(
                id, roomId, spaceId, roomType, isBreakoutRoom, startedAt, finished, reportReady, List.copyOf(others));
    }
}

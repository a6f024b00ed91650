package org.convene.sandbox.teleboss;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A call as the back office is told to make it, at any time in the past.
 *
 * @param startedAt absent is 45 minutes before the end
 * @param finishedAt absent is now
 * @param active goes on still: there is no end
 * @param breakout a breakout room beside the main call
 * @param participants a row for every stay; rows of one person belong together
 * @param reportReadyAfter how long from now there is no report; absent is the habit
 * @param hooks tells the webhook all of it, at once
 */
record MadeCall(
        Instant startedAt,
        Instant finishedAt,
        boolean active,
        boolean breakout,
        List<Row> participants,
        List<MadeRecord> records,
        Duration reportReadyAfter,
        boolean hooks) {

    private static final Duration LESSON = Duration.ofMinutes(45);

    /**
     * @param joinedAt absent is the call's start
     * @param leftAt absent is the call's end
     */
    record Row(
            String externalUserId,
            String externalMeetingId,
            String email,
            String phone,
            String name,
            String role,
            Instant joinedAt,
            Instant leftAt) {

        private String person() {
            return externalUserId != null ? externalUserId : email != null ? email : name;
        }
    }

    /**
     * @param size absent is the habit
     * @param state absent is {@code new}, or the outcome when that is not a good one
     * @param readyAfter how long from now there is no file; absent is the habit
     * @param outcome {@code finished}, {@code aborted} or {@code failed}; absent is finished
     */
    record MadeRecord(
            String name,
            Long size,
            String state,
            Duration readyAfter,
            Instant startedAt,
            Instant finishedAt,
            String outcome) {

        MadeRecord {
            outcome = outcome == null ? "finished" : outcome;
        }

        private String problem() {
            if (size != null && size < 0) {
                return "size is not negative";
            }
            if (!List.of("finished", "aborted", "failed").contains(outcome)) {
                return "outcome is finished, aborted or failed";
            }
            return readyAfter != null && readyAfter.isNegative() ? "readyAfter is not negative" : null;
        }

        RoomRecord record(String id, Room room, Call call, Habits habits, Instant now) {
            boolean good = outcome.equals("finished");
            Instant end = finishedAt != null ? finishedAt : call.finishedAt();
            Instant start = startedAt != null ? startedAt : call.startedAt();
            Instant ready = now.plus(readyAfter != null ? readyAfter : habits.recordReadyAfter());
            return new RoomRecord(
                    id,
                    name != null ? name : room.name(),
                    size != null ? size : habits.recordSize(),
                    room.id(),
                    room.spaceId(),
                    call.id(),
                    state != null ? state : good ? RoomRecord.NEW : outcome,
                    start,
                    start,
                    end,
                    good && end != null ? ready : null,
                    0);
        }
    }

    MadeCall {
        participants = participants == null ? List.of() : participants;
        records = records == null ? List.of() : records;
    }

    /** What is wrong with it, or null. */
    String problem() {
        if (Stream.concat(participants.stream(), records.stream()).anyMatch(Objects::isNull)) {
            return "participants and records are objects";
        }
        if (active && finishedAt != null) {
            return "an active call has no finishedAt";
        }
        if (startedAt != null && finishedAt != null && finishedAt.isBefore(startedAt)) {
            return "finishedAt is not before startedAt";
        }
        if (participants.stream().anyMatch(row -> row.name() == null)) {
            return "a participant has a name";
        }
        if (reportReadyAfter != null && reportReadyAfter.isNegative()) {
            return "reportReadyAfter is not negative";
        }
        return records.stream()
                .map(MadeRecord::problem)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    Call call(Ids ids, Room room, Habits habits, Instant now) {
        Instant end = active ? null : finishedAt != null ? finishedAt : now;
        Instant start = startedAt != null ? startedAt : (active ? now : end).minus(LESSON);
        Instant reported = now.plus(reportReadyAfter != null ? reportReadyAfter : habits.reportReadyAfter());
        Map<String, Participant> people = new LinkedHashMap<>();
        for (Row row : participants) {
            Presence stay = new Presence(
                    row.joinedAt() != null ? row.joinedAt() : start, row.leftAt() != null ? row.leftAt() : end);
            people.merge(row.person(), participant(ids.id(start), row, stay), MadeCall::together);
        }
        return new Call(
                ids.id(start),
                room.id(),
                room.spaceId(),
                RoomSettings.type(room),
                breakout,
                start,
                end,
                active ? null : reported,
                List.copyOf(people.values()));
    }

    private static Participant participant(String id, Row row, Presence stay) {
        return new Participant(
                id,
                null,
                row.name(),
                row.role() != null ? row.role() : "user",
                row.externalUserId(),
                row.externalMeetingId(),
                row.email(),
                row.phone(),
                List.of(stay));
    }

    private static Participant together(Participant one, Participant same) {
        List<Presence> stays = new ArrayList<>(one.presences());
        stays.addAll(same.presences());
        return one.with(stays);
    }
}

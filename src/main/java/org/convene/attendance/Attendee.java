package org.convene.attendance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Somebody on the roster, or a guest, and when they were in the room.
 *
 * @param id        the id on the roster; of a guest what the report says, or {@code null}
 * @param intervals when they were there, around the lesson, without overlaps
 * @param inLesson  the part of it that lies in the planned time
 * @param matchedBy the weakest way that any of this time rests on; {@code null} for guests and those not seen
 */
public record Attendee(
        String id,
        String name,
        String role,
        String email,
        Status status,
        List<Interval> intervals,
        List<Interval> inLesson,
        MatchedBy matchedBy) {

    private static final long HALF_A_MINUTE = 30;

    /** Whole minutes within the planned time. */
    public long minutes() {
        return minutes(Interval.total(inLesson));
    }

    /** Whole minutes in all, those before the planned start and after the planned end included. */
    public long totalMinutes() {
        return minutes(Interval.total(intervals));
    }

    /** {@code null} for somebody who was not seen. */
    public Instant firstSeen() {
        return intervals.isEmpty() ? null : intervals.get(0).from();
    }

    public Instant lastSeen() {
        return intervals.isEmpty() ? null : intervals.get(intervals.size() - 1).to();
    }

    static long minutes(Duration duration) {
        return duration.plusSeconds(HALF_A_MINUTE).toMinutes();
    }
}

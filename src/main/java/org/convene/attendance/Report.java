package org.convene.attendance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the vendor reported of a lesson's calls, as the archive keeps it. Whatever cannot be used is left out and counted.
 *
 * @param unusable rows without a time that makes sense
 * @param missing  what is still to come, in a sentence; {@code null} when the report is complete
 */
record Report(List<Presence> rows, int unusable, String missing) {
    static final String NOTHING = "No call of this lesson has been reported yet.";
    private static final String GOING_ON = "A call of this lesson is still going on.";
    private static final String NOT_THERE = "The report of a call is not there yet.";

    /** @param seen {@code {"calls": {id: {startedAt, finishedAt, active, presence}}, "nobodyCame": true}} */
    static Report of(JsonNode seen, Interval window, Instant now) {
        Reader reader = new Reader(window, now);
        seen.path("calls").forEach(reader::call);
        boolean nobodyCame = seen.path("nobodyCame").asBoolean();
        String missing = reader.calls == 0 && !nobodyCame ? NOTHING : reader.missing;
        return new Report(reader.rows, reader.unusable, missing);
    }

    /** An ISO-8601 time with offset, or nothing. */
    private static Optional<Instant> time(JsonNode value) {
        try {
            return value.isTextual()
                    ? Optional.of(OffsetDateTime.parse(value.asText()).toInstant())
                    : Optional.empty();
        } catch (DateTimeException garbage) {
            return Optional.empty();
        }
    }

    private static final class Reader {
        private final Interval window;
        private final Instant now;
        private final List<Presence> rows = new ArrayList<>();
        private int calls;
        private int unusable;
        private String missing;

        private Reader(Interval window, Instant now) {
            this.window = window;
            this.now = now;
        }

        private void call(JsonNode call) {
            Optional<Instant> started = time(call.path("startedAt"));
            Optional<Instant> finished = time(call.path("finishedAt"));
            boolean elsewhere = started.filter(window.to()::isBefore).isPresent()
                    || finished.filter(window.from()::isAfter).isPresent();
            if (elsewhere || !call.isObject()) {
                return;
            }
            calls++;
            boolean active = call.path("active").asBoolean();
            if (active) {
                missing = GOING_ON;
            } else if (!call.path("presence").isArray() && missing == null) {
                missing = NOT_THERE;
            }
            Optional<Instant> end = active ? Optional.of(now) : finished;
            call.path("presence").forEach(row -> row(row, end));
        }

        private void row(JsonNode row, Optional<Instant> endOfCall) {
            Optional<Instant> joined = time(row.path("joinedAt"));
            JsonNode left = row.path("leftAt");
            boolean stayed = left.isMissingNode() || left.isNull();
            Optional<Instant> to = stayed ? endOfCall : time(left);
            if (joined.isEmpty() || to.isEmpty() || to.get().isBefore(joined.get())) {
                unusable++;
            } else {
                rows.add(new Presence(Identity.ofReport(row), new Interval(joined.get(), to.get())));
            }
        }
    }
}

package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * When a conference is (trueconf-server.md B1.2).
 *
 * @param type -1 a virtual room, 0 weekly, 1 once
 * @param startTime unix seconds, UTC; null when it has none
 * @param duration seconds; null for a room
 * @param timeOffset minutes east of UTC; null for a room
 * @param time {@code HH:MM} of a weekly one, else null
 * @param days of a weekly one, Monday first, else empty
 */
record Schedule(int type, Long startTime, Long duration, Long timeOffset, String time, List<String> days) {

    static final int ROOM = -1;
    static final int WEEKLY = 0;
    static final int ONCE = 1;

    /** What replies add: how far the server's own clock is from UTC, in minutes. */
    private static final int OFFSET_OF_THE_SERVER = 180;

    private static final long LATEST = 4_102_444_800L;
    private static final long LONGEST = 31 * 24 * 3600L;
    private static final int FARTHEST = 14 * 60;
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final List<String> WEEK = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .toList();

    static Schedule read(Fields conference) {
        if (!conference.has("schedule")) {
            return conference.missing("schedule", room());
        }
        Fields fields = conference.inside("schedule");
        return switch ((int) fields.requiredNumber("type", ROOM, ONCE)) {
            case WEEKLY -> weekly(fields);
            case ONCE ->
                new Schedule(
                        ONCE,
                        fields.requiredNumber("start_time", 1, LATEST),
                        duration(fields),
                        offset(fields),
                        null,
                        List.of());
            default -> room();
        };
    }

    private static Schedule room() {
        return new Schedule(ROOM, null, null, null, null, List.of());
    }

    private static Schedule weekly(Fields fields) {
        String time = fields.required("time", 5);
        if (time != null && !time.isEmpty() && !TIME.matcher(time).matches()) {
            fields.invalid("time", "a time like 09:30", null);
        }
        Set<String> days =
                fields.list("days").stream().map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
        if (!fields.has("days")) {
            fields.missing("days", null);
        } else if (days.isEmpty() || !WEEK.containsAll(days)) {
            fields.invalid("days", "one or more of " + String.join(", ", WEEK), null);
        }
        Long start = fields.has("start_time") ? fields.number("start_time", 1, LATEST, 0) : null;
        List<String> ordered = WEEK.stream().filter(days::contains).toList();
        return new Schedule(WEEKLY, start, duration(fields), offset(fields), time, ordered);
    }

    private static Long duration(Fields fields) {
        return fields.requiredNumber("duration", 1, LONGEST);
    }

    private static Long offset(Fields fields) {
        return fields.number("time_offset", -FARTHEST, FARTHEST, 0);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", type);
        if (type == ROOM) {
            return json;
        }
        if (startTime != null) {
            json.put("start_time", startTime);
        }
        if (type == WEEKLY) {
            json.put("time", time);
            ArrayNode listed = json.putArray("days");
            days.forEach(listed::add);
        }
        return json.put("time_offset", timeOffset)
                .put("duration", duration)
                .put("special_time_offset", OFFSET_OF_THE_SERVER);
    }

    /** For people. */
    String words() {
        return switch (type) {
            case WEEKLY ->
                String.join(", ", days) + " at " + time + " (UTC" + (timeOffset < 0 ? "-" : "+")
                        + "%d:%02d".formatted(Math.abs(timeOffset) / 60, Math.abs(timeOffset) % 60) + "), " + minutes();
            case ONCE -> Instant.ofEpochSecond(startTime) + ", " + minutes();
            default -> "a room without a schedule";
        };
    }

    private String minutes() {
        return (duration + 59) / 60 + " minutes";
    }
}

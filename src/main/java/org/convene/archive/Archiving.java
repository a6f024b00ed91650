package org.convene.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.convene.booking.Booking;
import org.convene.booking.Hint;
import org.convene.vendor.VendorFailure;

/**
 * One attempt at having everything that a lesson left behind: what is known of its calls and recordings, what is still
 * missing and since when. Kept in the archive's {@code seen} document:
 *
 * <pre>{@code
 * { "hintsTo": 17,                              // the last hint that was taken into account
 *   "heard": ["call_finished", ...],            // events by webhook, each once
 *   "calls": {"<id>": {"startedAt", "finishedAt", "active", "breakout", "empty", "seenBy": "hook" | "poll",
 *             "json": receipt, "xlsx": receipt, "presence": [...]}},
 *   "recordings": {"<id>": {"callId", "startedAt", "finishedAt", "size", "seenBy", "object": receipt}},
 *   "missing": [{"what", "id", "since"}],
 *   "broken": {"tries": 1},                     // a recording broke off, and could not be started again yet
 *   "nobodyCame": true }                        // it is over, and there was no call
 * }</pre>
 */
final class Archiving {
    /** So long after its end a call may have a report that names nobody yet. */
    private static final Duration REPORT_PATIENCE = Duration.ofMinutes(15);

    private static final int MOST_DAYS = 14;

    private final Booking booking;
    private final Booking lesson;
    private final List<Hint.Kept> hints;
    private final Instant now;
    private final ObjectNode seen;
    private VendorFailure gravest;
    private VendorFailure restartFailure;
    private String notShown;

    /** @param lesson the lesson as it is now, or {@code null} when the ledger no longer has it */
    Archiving(Booking booking, Booking lesson, List<Hint.Kept> hints, Instant now) {
        this.booking = booking;
        this.lesson = lesson;
        this.hints = hints;
        this.now = now;
        this.seen = booking.seen().json();
        hints.forEach(this::heard);
    }

    Booking booking() {
        return booking;
    }

    /** The lesson as it is now, or {@code null}. */
    Booking lesson() {
        return lesson;
    }

    /** At least one, and none that is still to come. */
    boolean hasEveryRecording() {
        return !seen.path("recordings").isEmpty()
                && StreamSupport.stream(seen.path("recordings").spliterator(), false)
                        .allMatch(recording -> recording.has("object"));
    }

    boolean hadCalls() {
        return !seen.path("calls").isEmpty();
    }

    boolean hasPresence() {
        return StreamSupport.stream(seen.path("calls").spliterator(), false).anyMatch(call -> call.has("presence"));
    }

    JsonNode room() {
        return lesson == null
                ? JsonNodeFactory.instance.missingNode()
                : lesson.seen().room().map(JsonNode.class::cast).orElse(JsonNodeFactory.instance.missingNode());
    }

    Instant endsAt() {
        return lesson == null ? booking.endsAt() : lesson.endsAt();
    }

    /** Whether a recording broke off while the lesson still runs: nobody but us starts it again (teleboss.md D2.4). */
    boolean recordingBroke() {
        return now.isBefore(endsAt()) && seen.has("broken");
    }

    /** How often starting it again was tried before. */
    int restarts() {
        return seen.path("broken").path("tries").asInt();
    }

    /** The recording goes on, or nobody can start it again: not tried until it breaks off once more. */
    void noMoreRestarts() {
        seen.remove("broken");
    }

    void restartFailed(VendorFailure failure) {
        restartFailure = failure;
        seen.withObjectProperty("broken").put("tries", restarts() + 1);
    }

    VendorFailure restartFailure() {
        return restartFailure;
    }

    /** Whether there can be anything to fetch: the lesson should be over, or the vendor told that something ended. */
    boolean isOver(Duration settle) {
        return !now.isBefore(endsAt().plus(settle))
                || hints.stream().anyMatch(hint -> hint.event().endsWith("_finished"))
                || !missing().isEmpty();
    }

    private void heard(Hint.Kept hint) {
        if (!wasHeard(hint.event())) {
            seen.withArrayProperty("heard").add(hint.event());
        }
        if (hint.record() != null && hint.event().equals("record_finished")) {
            recording(hint.record()).put("seenBy", "hook");
        }
        if (hint.event().equals("record_failed")) {
            seen.putObject("broken").put("tries", 0);
        }
        seen.put("hintsTo", hint.no());
    }

    /**
     * The days to ask for, in UTC. The zone of the vendor's days is not documented, so the days around are asked for too
     * (teleboss.md D2.6).
     */
    List<String> days() {
        Instant from = lesson == null ? booking.startsAt() : lesson.startsAt();
        SortedSet<LocalDate> days = new TreeSet<>();
        addAround(days, from);
        addAround(days, endsAt());
        hints.stream().filter(hint -> hint.event().startsWith("call_")).forEach(hint -> addAround(days, hint.at()));
        return days.stream().limit(MOST_DAYS).map(day -> day + "T00:00:00.000Z").toList();
    }

    private static void addAround(SortedSet<LocalDate> days, Instant time) {
        LocalDate day = time.atOffset(ZoneOffset.UTC).toLocalDate();
        days.add(day.minusDays(1));
        days.add(day);
        days.add(day.plusDays(1));
    }

    /** The vendor's list of calls, {@code [{id, active, breakout, empty, startedAt, finishedAt}]}. */
    void callsAre(JsonNode calls) {
        for (JsonNode call : calls) {
            String id = call.path("id").asText("");
            if (!id.isEmpty()) {
                ObjectNode known = seen.withObjectProperty("calls").withObjectProperty(id);
                known.setAll((ObjectNode) call);
                known.remove("id");
                if (!known.has("seenBy")) {
                    known.put("seenBy", wasHeard("call_finished") ? "hook" : "poll");
                }
                if (known.path("empty").asBoolean()) {
                    known.putArray("presence");
                }
            }
        }
    }

    /**
     * The vendor's list of recordings, {@code [{id, callId, size, startedAt, finishedAt}]}; or
     * {@code {incomplete: words, items: [...]}} when the vendor has more than it showed.
     */
    void recordingsAre(JsonNode recordings) {
        if (recordings.has("incomplete")) {
            notShown = recordings.path("incomplete").asText();
        }
        for (JsonNode listed : recordings.isArray() ? recordings : recordings.path("items")) {
            String id = listed.path("id").asText("");
            if (!id.isEmpty()) {
                ObjectNode known = recording(id);
                known.setAll((ObjectNode) listed);
                known.remove("id");
                if (!known.has("seenBy")) {
                    known.put("seenBy", "poll");
                }
            }
        }
    }

    /** {@code [{callId, format}]} of finished calls that somebody took part in. */
    ArrayNode missingReports() {
        ArrayNode reports = JsonNodeFactory.instance.arrayNode();
        seen.path("calls").properties().forEach(call -> {
            if (isWorthReporting(call.getValue())) {
                for (String format : new String[] {"json", "xlsx"}) {
                    if (!call.getValue().has(format)) {
                        reports.addObject().put("callId", call.getKey()).put("format", format);
                    }
                }
            }
        });
        return reports;
    }

    private static boolean isWorthReporting(JsonNode call) {
        return !call.path("active").asBoolean()
                && call.hasNonNull("finishedAt")
                && !call.path("empty").asBoolean();
    }

    /** {@code [{recordId, size}]} of recordings that are finished and not yet archived. */
    ArrayNode readyRecordings() {
        ArrayNode ready = JsonNodeFactory.instance.arrayNode();
        seen.path("recordings").properties().forEach(recording -> {
            if (!recording.getValue().has("object") && recording.getValue().hasNonNull("finishedAt")) {
                ready.addObject()
                        .put("recordId", recording.getKey())
                        .put("size", recording.getValue().path("size").asLong());
            }
        });
        return ready;
    }

    JsonNode recordingOf(String id) {
        return seen.path("recordings").path(id);
    }

    JsonNode callOf(String id) {
        return seen.path("calls").path(id);
    }

    private ObjectNode recording(String id) {
        return seen.withObjectProperty("recordings").withObjectProperty(id);
    }

    void archived(String call, String format, ObjectNode receipt) {
        synchronized (seen) {
            seen.withObjectProperty("calls").withObjectProperty(call).set(format, receipt);
        }
    }

    void notYet(String call, String format) {
        synchronized (seen) {
            seen.withObjectProperty("calls").withObjectProperty(call).remove(format);
        }
    }

    /** The lesson is over and nothing is missing. When there was no call, nobody came. */
    void isComplete() {
        if (hadCalls()) {
            seen.remove("nobodyCame");
        } else {
            seen.put("nobodyCame", true);
        }
    }

    /** Who was there, {@code [{externalUserId, email, name, role, joinedAt, leftAt}]}, as the report's mapping says. */
    void presenceIs(String call, JsonNode presence) {
        synchronized (seen) {
            seen.withObjectProperty("calls").withObjectProperty(call).set("presence", presence);
        }
    }

    /** A report that names nobody soon after a call that somebody was in: it is not ready yet. */
    boolean mayStillFill(String call) {
        return now.isBefore(
                Instant.parse(callOf(call).path("finishedAt").asText()).plus(REPORT_PATIENCE));
    }

    void archived(String recording, ObjectNode receipt) {
        synchronized (seen) {
            recording(recording).set("object", receipt);
        }
    }

    /** One item's failure waits until the others are done; the gravest decides. */
    synchronized void failed(VendorFailure failure) {
        if (!(failure instanceof VendorFailure.NotFound)
                && (gravest == null || failure.gravity() > gravest.gravity())) {
            gravest = failure;
        }
    }

    /** What went wrong beyond a thing not being there yet; {@code null} when nothing did. */
    synchronized VendorFailure gravest() {
        return gravest;
    }

    /** {@code [{what, id, since}]}: what should be in the archive and is not. */
    ArrayNode missing() {
        ArrayNode missing = JsonNodeFactory.instance.arrayNode();
        List<String[]> wanted = new ArrayList<>();
        missingReports()
                .forEach(report -> wanted.add(new String[] {
                    "report (" + report.path("format").asText() + ")",
                    report.path("callId").asText()
                }));
        boolean anyRecording = false;
        for (var recording : seen.path("recordings").properties()) {
            anyRecording = true;
            if (!recording.getValue().has("object") && !isAborted(recording.getValue())) {
                wanted.add(new String[] {"recording", recording.getKey()});
            }
        }
        for (var call : seen.path("calls").properties()) {
            if (call.getValue().path("active").asBoolean()) {
                wanted.add(new String[] {"end of the call", call.getKey()});
            } else if (!anyRecording
                    && isWorthReporting(call.getValue())
                    && !call.getValue().path("breakout").asBoolean()
                    && recordingIsWanted()) {
                wanted.add(new String[] {"recording of the call", call.getKey()});
            }
        }
        if (notShown != null) {
            wanted.add(new String[] {"the rest of a list", notShown});
        }
        wanted.forEach(item ->
                missing.addObject().put("what", item[0]).put("id", item[1]).put("since", since(item)));
        return missing;
    }

    private boolean isAborted(JsonNode recording) {
        return recording.path("size").asLong() == 0 && wasHeard("record_aborted");
    }

    private boolean recordingIsWanted() {
        return lesson != null && lesson.desired().path("recording").asBoolean();
    }

    private String since(String[] item) {
        for (JsonNode before : seen.path("missing")) {
            if (before.path("what").asText().equals(item[0])
                    && before.path("id").asText().equals(item[1])) {
                return before.path("since").asText();
            }
        }
        return now.toString();
    }

    /** Notes what is missing; returns it in words, or {@code null} when nothing is. */
    String note() {
        ArrayNode missing = missing();
        seen.set("missing", missing);
        if (missing.isEmpty()) {
            seen.remove("missing");
        }
        return inWords(missing);
    }

    /** What is missing in words, or {@code null}. */
    String missingInWords() {
        return inWords(missing());
    }

    private static String inWords(ArrayNode missing) {
        if (missing.isEmpty()) {
            return null;
        }
        JsonNode first = missing.get(0);
        String more = missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more";
        return "missing: " + first.path("what").asText() + " "
                + first.path("id").asText() + more;
    }

    private boolean wasHeard(String event) {
        return StreamSupport.stream(seen.path("heard").spliterator(), false)
                .anyMatch(heard -> heard.asText().equals(event));
    }
}

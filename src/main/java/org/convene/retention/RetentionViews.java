package org.convene.retention;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.ops.Answers;
import org.convene.ops.PageLimit;
import org.convene.ops.Rejected;

/** The dry run: which rooms of past lessons would be deleted, and why others stay. Changes nothing. */
@Singleton
@Named("retentionViews")
public class RetentionViews {
    private final Ledger ledger;
    private final RoomJudge judge;
    private final Clock clock;
    private final Optional<Duration> roomsAfter;

    RetentionViews(Ledger ledger, RoomJudge judge, Clock clock, RetentionSettings settings) {
        this.ledger = ledger;
        this.judge = judge;
        this.clock = clock;
        this.roomsAfter = settings.roomsAfter();
    }

    /** How long after a lesson its room goes, as configured. */
    public Optional<Duration> roomsAfter() {
        return roomsAfter;
    }

    /** The rooms of past lessons, the longest over first. */
    public List<RoomVerdict> oldest(int most) throws SQLException {
        return judge.judge(ledger.pastRooms(clock.instant(), null, most), roomsAfter);
    }

    /**
     * In: headers {@code roomsAfter} (as if that were configured), {@code after} and {@code limit}. Out:
     * {@code {roomsAfter, items: [{lesson, title, vendor, endsAt, room, action, why, files, bytes}], next}}, the longest
     * over first.
     */
    public String list(Exchange exchange) throws SQLException, Rejected {
        Message query = exchange.getMessage();
        Optional<Duration> assumed = assumed(query);
        int limit = PageLimit.of(query);
        List<Booking> lessons = ledger.pastRooms(clock.instant(), query.getHeader("after", String.class), limit);
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("roomsAfter", assumed.map(Duration::toString).orElse(null));
        ArrayNode items = view.putArray("items");
        judge.judge(lessons, assumed).forEach(verdict -> items.add(item(verdict)));
        if (lessons.size() == limit) {
            view.put("next", lessons.get(limit - 1).id());
        }
        return Answers.json(exchange, 200, view);
    }

    private static ObjectNode item(RoomVerdict verdict) {
        Booking lesson = verdict.lesson();
        return JsonNodeFactory.instance
                .objectNode()
                .put("lesson", lesson.id())
                .put("title", lesson.desired().path("title").asText())
                .put("vendor", lesson.vendor())
                .put("endsAt", lesson.endsAt().toString())
                .put(
                        "room",
                        lesson.seen()
                                .room()
                                .map(room -> room.path("id").asText())
                                .orElse(null))
                .put("action", verdict.fate().word())
                .put("why", verdict.why())
                .put(
                        "files",
                        verdict.copies() == null
                                ? 0
                                : verdict.copies().receipts().size())
                .put("bytes", verdict.copies() == null ? 0 : verdict.copies().bytes());
    }

    private Optional<Duration> assumed(Message query) throws Rejected {
        String text = query.getHeader("roomsAfter", String.class);
        if (text == null) {
            return roomsAfter;
        }
        try {
            Duration duration = new DurationConverter().convert(text.toLowerCase(Locale.ROOT));
            if (duration != null && !duration.isNegative()) {
                return Optional.of(duration);
            }
        } catch (RuntimeException noDuration) {
            // told below
        }
        throw Rejected.because(400, "roomsAfter is a duration, such as 30d or PT720H.");
    }
}

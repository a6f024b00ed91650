package org.convene.retention;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convene.booking.Booking;
import org.convene.booking.Change;
import org.convene.booking.Ledger;
import org.convene.retention.RoomVerdict.Fate;

/** Finds rooms whose time has come, and has each looked at for a last time before it is deleted. */
@Singleton
@Named("retentionWatch")
public class RetentionWatch {
    private static final int AT_ONCE = 200;

    private final Ledger ledger;
    private final RoomJudge judge;
    private final Clock clock;
    private final Optional<Duration> roomsAfter;

    RetentionWatch(Ledger ledger, RoomJudge judge, Clock clock, RetentionSettings settings) {
        this.ledger = ledger;
        this.judge = judge;
        this.clock = clock;
        this.roomsAfter = settings.roomsAfter();
    }

    /** Returns how many rooms are to be deleted from now on. */
    public int look() throws SQLException {
        if (roomsAfter.isEmpty()) {
            return 0;
        }
        Instant end = clock.instant().minus(roomsAfter.get());
        int chosen = 0;
        String after = null;
        List<Booking> lessons;
        do {
            lessons = ledger.pastRooms(end, after, AT_ONCE);
            chosen += choose(lessons);
            after = lessons.isEmpty() ? null : lessons.get(lessons.size() - 1).id();
        } while (lessons.size() == AT_ONCE);
        return chosen;
    }

    private int choose(List<Booking> lessons) throws SQLException {
        List<String> ids = lessons.stream().map(Booking::id).toList();
        Set<String> underWay = ledger.waiting(Booking.RETENTION, ids);
        Map<String, Booking> archives = ledger.findAll(Booking.ARCHIVE, ids);
        List<Booking> chosen = new ArrayList<>();
        for (RoomVerdict verdict : judge.judge(lessons, roomsAfter)) {
            Booking lesson = verdict.lesson();
            if (verdict.fate() != Fate.DELETE || underWay.contains(lesson.id())) {
                continue;
            }
            if (archives.get(lesson.id()).updatedAt().isBefore(judge.due(lesson, roomsAfter.get()))) {
                // somebody may have been in the room since, and no webhook told: the vendor's lists are asked once more
                ledger.hint(Booking.ARCHIVE, lesson.id());
            } else {
                chosen.add(lesson);
            }
        }
        begin(chosen);
        return chosen.size();
    }

    private void begin(List<Booking> lessons) throws SQLException {
        ledger.acceptAll(lessons.stream().map(RetentionWatch::wanted).iterator());
        for (Booking lesson : lessons) {
            // one that was called off before, because the lesson had moved away for a while, is the same document
            ledger.hint(Booking.RETENTION, lesson.id());
        }
    }

    private static Change wanted(Booking lesson) {
        return new Change.Wanted(
                Booking.RETENTION,
                lesson.id(),
                lesson.vendor(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", lesson.id())
                        .put("title", lesson.desired().path("title").asText())
                        .put("startsAt", lesson.startsAt().toString())
                        .put("endsAt", lesson.endsAt().toString()));
    }
}

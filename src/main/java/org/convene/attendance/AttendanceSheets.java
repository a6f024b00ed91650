package org.convene.attendance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.ops.Settings;

/** Puts what a lesson planned beside what the archive knows of its calls. */
@Singleton
public class AttendanceSheets {
    private final Ledger ledger;
    private final Clock clock;
    private final AttendanceRules rules;

    public AttendanceSheets(Ledger ledger, Clock clock, Settings settings) {
        this.ledger = ledger;
        this.clock = clock;
        this.rules = AttendanceRules.of(settings);
    }

    public AttendanceSheet of(Booking lesson) throws SQLException {
        return of(List.of(lesson)).get(0);
    }

    List<AttendanceSheet> of(List<Booking> lessons) throws SQLException {
        Map<String, Booking> archived = ledger.findAll(
                Booking.ARCHIVE, lessons.stream().map(Booking::id).toList());
        return lessons.stream()
                .map(lesson -> AttendanceSheet.of(
                        lesson.desired(), lesson.cancelled(), seen(archived.get(lesson.id())), rules, clock.instant()))
                .toList();
    }

    /** A lesson's attendance as the API shows it, by what its archive is about to be. */
    public JsonNode view(Booking lesson, JsonNode archive) {
        return SheetViews.json(
                AttendanceSheet.of(lesson.desired(), lesson.cancelled(), archive, rules, clock.instant()));
    }

    private static JsonNode seen(Booking archive) {
        return archive == null ? MissingNode.getInstance() : archive.seen().json();
    }
}

package org.convene.attendance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.ops.Settings;
import org.convene.people.directory.Identities;

/** Puts what a lesson planned beside what the archive knows of its calls. */
@Singleton
public class AttendanceSheets {
    private final Ledger ledger;
    private final Clock clock;
    private final AttendanceRules rules;
    private final Acquaintances acquaintances;

    public AttendanceSheets(Ledger ledger, Identities identities, Clock clock, Settings settings) {
        this.ledger = ledger;
        this.clock = clock;
        this.rules = AttendanceRules.of(settings);
        this.acquaintances = emails -> identities.byEmails(emails).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, known -> known.getValue().id()));
    }

    public AttendanceSheet of(Booking lesson) throws SQLException {
        return of(List.of(lesson)).get(0);
    }

    List<AttendanceSheet> of(List<Booking> lessons) throws SQLException {
        Map<String, Booking> archived = ledger.findAll(
                Booking.ARCHIVE, lessons.stream().map(Booking::id).toList());
        List<AttendanceSheet> sheets = new ArrayList<>();
        for (Booking lesson : lessons) {
            sheets.add(sheet(lesson, seen(archived.get(lesson.id()))));
        }
        return sheets;
    }

    /** A lesson's attendance as the API shows it, by what its archive is about to be. */
    public JsonNode view(Booking lesson, JsonNode archive) throws SQLException {
        return SheetViews.json(sheet(lesson, archive));
    }

    private AttendanceSheet sheet(Booking lesson, JsonNode archive) throws SQLException {
        return AttendanceSheet.of(lesson.desired(), lesson.cancelled(), archive, rules, clock.instant(), acquaintances);
    }

    private static JsonNode seen(Booking archive) {
        return archive == null ? MissingNode.getInstance() : archive.seen().json();
    }
}

package org.convene.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.convene.StillClock;
import org.convene.booking.Databases;
import org.convene.calendar.KnownEvent.Mark;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known of calendars is kept alike on both databases. */
class CalendarRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

    enum Kind {
        H2,
        POSTGRESQL
    }

    @TempDir
    Path directory;

    private final StillClock clock = new StillClock(NOW);

    private DataSource database(Kind kind) {
        return kind == Kind.H2 ? Databases.h2(directory) : Databases.postgresql();
    }

    private static KnownEvent event(long no, String calendar, String uid, Instant expandAt, Mark mark) {
        return new KnownEvent(
                no,
                calendar,
                "/" + calendar + "/" + uid + ".ics",
                "\"" + no + "\"",
                uid,
                "Board “" + no + "”",
                true,
                Optional.ofNullable(expandAt),
                mark,
                Optional.empty(),
                "BEGIN:VCALENDAR\r\n",
                new TreeMap<>(Map.of("", NOW, "20261123T060000Z", NOW.plusSeconds(60))));
    }

    private static Set<Long> numbers(List<KnownEvent> events) {
        return events.stream().map(KnownEvent::no).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void eventsAreFoundByWhatIsAskedOfThem(Kind kind) throws SQLException {
        String work = "work-" + kind;
        String home = "home-" + kind;
        long base = 1000L * (kind.ordinal() + 1);
        CalendarEvents events = new CalendarEvents(database(kind), clock);
        KnownEvent soon = event(base, work, "a-" + kind, NOW, Mark.DUE);
        KnownEvent later = event(base + 1, work, "b-" + kind, NOW.plusSeconds(1), Mark.WRITTEN);
        KnownEvent copy = event(base + 2, home, "a-" + kind, null, Mark.NONE);
        events.write(List.of(soon, later, copy));

        assertEquals(Map.of(soon.href(), soon.etag(), later.href(), later.etag()), events.etags(work));
        assertEquals(Map.of(soon.href(), soon), events.byHref(work, List.of(soon.href(), "/else.ics")));
        assertEquals(List.of(soon, copy), events.byKey(List.of(soon.uid())).get(soon.uid()));
        assertEquals(Optional.of(soon), events.meeting(soon.uid()));
        assertEquals(List.of(soon.href()), events.expanding(work, 10));
        assertEquals(Set.of(base), numbers(events.marked(work, Mark.DUE, 10)));

        events.write(List.of(soon.written("\"new\"", "text", Mark.REFUSED, Optional.of("not allowed"))));
        assertEquals("\"new\"", events.etags(work).get(soon.href()));
        assertEquals(Set.of(base), numbers(events.troubled(work, 10)));

        events.leave(List.of(soon));
        assertEquals(Set.of(later.href()), events.etags(work).keySet());
        assertEquals(Optional.of(copy), events.meeting(soon.uid()));
        events.write(List.of(event(base + 3, work, "a-" + kind, null, Mark.NONE)));
        assertEquals(Set.of(soon.href(), later.href()), events.etags(work).keySet());
    }

    @ParameterizedTest
    @EnumSource
    void oneReplicaAtATimeAsksACalendarAndNobodyBeforeItsTime(Kind kind) throws SQLException {
        String calendar = "turns-" + kind;
        DataSource database = database(kind);
        CalendarTurn one = new CalendarTurn(database, clock);
        CalendarTurn other = new CalendarTurn(database, clock);

        assertTrue(one.take(calendar));
        assertFalse(other.take(calendar));
        one.done(calendar, Optional.of("token-1"), Optional.empty(), Duration.ofMinutes(1));
        assertEquals(Optional.of("token-1"), other.status(calendar).state());
        assertFalse(other.take(calendar));

        clock.forward(Duration.ofMinutes(1));
        assertTrue(other.take(calendar));
        other.failed(calendar, "x".repeat(2000), 3, Duration.ofMinutes(1));
        assertEquals(3, one.status(calendar).held());
        assertEquals(Optional.of("token-1"), one.status(calendar).state());

        assertTrue(one.hasten(calendar, true));
        assertTrue(one.take(calendar));
        assertTrue(one.status(calendar).believed());

        // whoever has it died
        clock.forward(Duration.ofMinutes(2));
        assertTrue(other.take(calendar));
        assertFalse(one.keep(calendar));
        one.done(calendar, Optional.of("late"), Optional.empty(), Duration.ZERO);
        assertEquals(Optional.of("token-1"), other.status(calendar).state());
    }
}

package org.convene.calendar;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far each calendar is in step. */
@Singleton
public class CalendarStatus {
    private static final int MOST_EVENTS = 20;

    private final CalendarTurn turn;
    private final CalendarEvents events;

    public CalendarStatus(CalendarTurn turn, CalendarEvents events) {
        this.turn = turn;
        this.events = events;
    }

    /**
     * @param inStepAt when it last was
     * @param problem  why it is not, in plain words
     * @param vanished how many events are gone from it that nobody believed yet
     * @param troubled some of its events that cannot be read, or not be written to
     */
    public record Line(
            String name,
            boolean writable,
            Optional<Instant> inStepAt,
            Optional<String> problem,
            int vanished,
            List<KnownEvent> troubled) {}

    public List<Line> all(Calendars calendars) throws SQLException {
        List<Line> lines = new ArrayList<>();
        for (CalendarSettings calendar : calendars.all()) {
            CalendarTurn.Status status = turn.status(calendar.name());
            lines.add(new Line(
                    calendar.name(),
                    !calendar.isFeed(),
                    status.askedAt(),
                    status.problem(),
                    status.held(),
                    events.troubled(calendar.name(), MOST_EVENTS)));
        }
        return lines;
    }
}

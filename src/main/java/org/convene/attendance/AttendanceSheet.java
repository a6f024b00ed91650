package org.convene.attendance;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who was at a lesson: everybody on the roster in its order, then the guests.
 *
 * @param lesson   the lesson as it was planned
 * @param why      what this sheet still waits for, in a sentence; {@code null} when it is complete
 * @param unusable how many rows of the report made no sense and were left out
 */
public record AttendanceSheet(
        JsonNode lesson, Interval planned, String why, int unusable, List<Attendee> people, AttendanceRules rules) {
    static final String NOT_OVER = "The lesson is not over yet.";
    static final String CANCELLED = "The lesson was cancelled.";

    /** @param seen what the archive holds of the lesson's calls; a missing node when it holds nothing */
    static AttendanceSheet of(
            JsonNode lesson,
            boolean cancelled,
            JsonNode seen,
            AttendanceRules rules,
            Instant now,
            Acquaintances acquaintances)
            throws SQLException {
        Interval planned = planned(lesson);
        Interval window = rules.window(planned);
        Report report = Report.of(seen, window, now);
        String why = cancelled && report.rows().isEmpty() ? CANCELLED : report.missing();
        if (!cancelled && now.isBefore(planned.to())) {
            why = NOT_OVER;
        }
        List<Identity> roster = new ArrayList<>();
        lesson.path("participants").forEach(participant -> roster.add(Identity.ofParticipant(participant)));
        List<Presence> rows = report.rows().stream()
                .flatMap(row -> row.time().within(window).stream().map(time -> new Presence(row.who(), time)))
                .toList();
        Map<String, String> known = acquaintances.ofStrangers(roster, rows);
        List<Attendee> people = new People(planned, rules, why == null)
                .all(
                        roster.stream().map(person -> person.among(known)).toList(),
                        rows.stream().map(row -> row.among(known)).toList());
        return new AttendanceSheet(lesson, planned, why, report.unusable(), people, rules);
    }

    public String id() {
        return lesson.path("id").asText();
    }

    public boolean complete() {
        return why == null;
    }

    public long plannedMinutes() {
        return Attendee.minutes(planned.length());
    }

    /** Times are written as on the clock of the place where the lesson was planned. */
    public ZoneOffset offset() {
        return OffsetDateTime.parse(lesson.path("startsAt").asText()).getOffset();
    }

    public OffsetDateTime local(Instant instant) {
        return instant == null ? null : instant.atOffset(offset());
    }

    private static Interval planned(JsonNode lesson) {
        return new Interval(
                OffsetDateTime.parse(lesson.path("startsAt").asText()).toInstant(),
                OffsetDateTime.parse(lesson.path("endsAt").asText()).toInstant());
    }

    private record People(Interval planned, AttendanceRules rules, boolean complete) {
        private static final Comparator<Attendee> GUESTS = Comparator.comparing(Attendee::firstSeen)
                .thenComparing(guest -> String.valueOf(guest.name()))
                .thenComparing(guest -> String.valueOf(guest.id()))
                .thenComparing(guest -> String.valueOf(guest.email()));

        List<Attendee> all(List<Identity> roster, List<Presence> rows) {
            RosterMatch match = RosterMatch.of(roster, rows);
            List<Attendee> people = new ArrayList<>();
            match.found().forEach((person, found) -> people.add(expected(person, found)));
            match.guests().stream().map(this::guest).sorted(GUESTS).forEach(people::add);
            return people;
        }

        private Attendee expected(Identity person, Map<MatchedBy, List<Presence>> found) {
            List<Interval> times = List.of();
            MatchedBy weakest = null;
            for (Map.Entry<MatchedBy, List<Presence>> rung : found.entrySet()) {
                List<Interval> more = new ArrayList<>(times);
                rung.getValue().forEach(row -> more.add(row.time()));
                List<Interval> longer = Interval.union(more);
                if (!longer.equals(times)) {
                    weakest = rung.getKey();
                }
                times = longer;
            }
            List<Interval> inLesson = inLesson(times);
            Status status = rules.status(planned, inLesson, complete);
            return new Attendee(
                    person.id(), person.name(), person.role(), person.email(), status, times, inLesson, weakest);
        }

        private Attendee guest(List<Presence> rows) {
            List<Interval> times =
                    Interval.union(rows.stream().map(Presence::time).toList());
            List<Identity> said = rows.stream().map(Presence::who).toList();
            return new Attendee(
                    first(said.stream().map(Identity::id).toList()),
                    first(said.stream().map(Identity::name).toList()),
                    first(said.stream().map(Identity::role).toList()),
                    first(said.stream().map(Identity::email).toList()),
                    Status.GUEST,
                    times,
                    inLesson(times),
                    null);
        }

        /** Somebody who went at the moment of the start was not there. */
        private List<Interval> inLesson(List<Interval> times) {
            return Interval.within(times, planned).stream()
                    .filter(time -> !time.length().isZero())
                    .toList();
        }

        /** The same whatever the order of the rows. */
        private static String first(Collection<String> said) {
            return said.stream().filter(Objects::nonNull).sorted().findFirst().orElse(null);
        }
    }
}

package org.convene.calendar.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DATE or DATE-TIME as a calendar writes it (RFC 5545 §3.3.4, §3.3.5).
 *
 * @param local the clock on the wall; midnight for a date
 * @param date whether it is a whole day
 * @param zone the zone it is in; empty for one that floats, which is every date too
 */
record Moment(LocalDateTime local, boolean date, Optional<Zone> zone) {

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})(?:[T ](\\d{2}):?(\\d{2})(?::?(\\d{2}))?(?:\\.\\d+)?(Z?))?");
    private static final DateTimeFormatter UTC_ID = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final DateTimeFormatter DATE_ID = DateTimeFormatter.BASIC_ISO_DATE;

    /** @param zones what the TZID of the line means */
    static Moment of(ContentLine line, Zones zones) throws CalendarProblem {
        return of(line, line.value(), zones);
    }

    /** The moments of a line that may hold several, such as EXDATE. */
    static List<Moment> all(ContentLine line, Zones zones) throws CalendarProblem {
        List<Moment> moments = new ArrayList<>();
        for (String value : line.value().split(",")) {
            if (!value.isBlank()) {
                moments.add(of(line, value, zones));
            }
        }
        return moments;
    }

    static Moment of(ContentLine line, String value, Zones zones) throws CalendarProblem {
        Moment moment = parse(value, line.name());
        boolean date = moment.date || line.parameter("VALUE").equalsIgnoreCase("DATE");
        if (date) {
            return new Moment(moment.local.toLocalDate().atStartOfDay(), true, Optional.empty());
        }
        if (moment.zone.isPresent()) {
            return moment;
        }
        return new Moment(moment.local, false, zones.find(line.parameter("TZID")));
    }

    static Moment parse(String value, String where) throws CalendarProblem {
        Matcher matcher = WRITTEN.matcher(value.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new CalendarProblem(where + ": \"" + Shown.of(value) + "\" is no date or time");
        }
        try {
            LocalDate day = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            if (matcher.group(4) == null) {
                return new Moment(day.atStartOfDay(), true, Optional.empty());
            }
            // A leap second is written 60; the clock of this machine has none.
            int second = matcher.group(6) == null ? 0 : Math.min(59, number(matcher, 6));
            boolean midnight = number(matcher, 4) == 24;
            LocalTime time = LocalTime.of(midnight ? 0 : number(matcher, 4), number(matcher, 5), second);
            LocalDateTime local = day.plusDays(midnight ? 1 : 0).atTime(time);
            return new Moment(local, false, matcher.group(7).isEmpty() ? Optional.empty() : Optional.of(Zone.UTC));
        } catch (DateTimeException noSuchTime) {
            throw new CalendarProblem(where + ": \"" + Shown.of(value) + "\" is no date or time");
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    Zone zone(Zone floating) {
        return zone.orElse(floating);
    }

    Instant instant(Zone floating) {
        return zone(floating).instant(local);
    }

    /** The identity of an instance that starts here: its date, or its time in UTC (RFC 5545 §3.8.4.4). */
    static String id(boolean date, LocalDateTime local, Instant start) {
        return date ? DATE_ID.format(local) : UTC_ID.format(Zone.UTC.local(start));
    }
}

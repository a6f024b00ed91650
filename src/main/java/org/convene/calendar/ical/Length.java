package org.convene.calendar.ical;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an event lasts (RFC 5545 §3.8.5.3): days are those of the calendar, whatever their length; the rest is exact. An event
 * with DTEND keeps its exact length in every instance, one with DURATION its nominal one.
 */
record Length(long days, Duration exact) {

    static final Length NOTHING = new Length(0, Duration.ZERO);
    static final Length DAY = new Length(1, Duration.ZERO);

    private static final Pattern WRITTEN = Pattern.compile(
            "([+-]?)P(?:(\\d{1,6})W)?(?:(\\d{1,6})D)?(?:T(?:(\\d{1,7})H)?(?:(\\d{1,8})M)?(?:(\\d{1,9})S)?)?",
            Pattern.CASE_INSENSITIVE);

    /** A DURATION (RFC 5545 §3.3.6); a negative one, which no event can have, is none. */
    static Length parse(String value, String where) throws CalendarProblem {
        Matcher matcher = WRITTEN.matcher(value.strip());
        if (!matcher.matches()) {
            throw new CalendarProblem(where + ": \"" + Shown.of(value) + "\" is no duration");
        }
        if (matcher.group(1).equals("-")) {
            return NOTHING;
        }
        Duration exact = Duration.ofHours(number(matcher, 4))
                .plusMinutes(number(matcher, 5))
                .plusSeconds(number(matcher, 6));
        return new Length(number(matcher, 2) * 7 + number(matcher, 3), exact);
    }

    /** From start to end; an end before the start, which clients do write, makes an event of no length. */
    static Length between(Moment start, Moment end, Zone floating) {
        if (start.date()) {
            long days = ChronoUnit.DAYS.between(
                    start.local().toLocalDate(), end.local().toLocalDate());
            return new Length(Math.max(1, days), Duration.ZERO);
        }
        Duration exact = Duration.between(start.instant(floating), end.instant(floating));
        return exact.isNegative() ? NOTHING : new Length(0, exact);
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    Instant end(LocalDateTime local, Instant start, Zone zone) {
        return (days == 0 ? start : zone.instant(local.plusDays(days))).plus(exact);
    }

    /** No instance lasts longer, whatever the clocks do meanwhile. */
    Duration atMost() {
        return days == 0 ? exact : exact.plusDays(days + 1);
    }
}

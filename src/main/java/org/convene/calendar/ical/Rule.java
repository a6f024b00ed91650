package org.convene.calendar.ical;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.Recur;

/**
 * A recurrence rule (RFC 5545 §3.3.10). Expanded on the wall clock, without a zone: what a local time that does not exist or
 * exists twice means is the zone's business, see {@link Zone#instant}.
 *
 * <p>Rules come from strangers. One that looks at more than {@value #MOST_A_DAY} candidates a day or {@value #MOST_A_PERIOD} in one
 * period is refused, and no expansion examines more than {@link #MOST_STEPS} candidates: it ends where these are used up.
 */
final class Rule {

    /** How many candidates one expansion may examine: a daily rule with a COUNT for more than two centuries. */
    static final int MOST_STEPS = 100_000;

    /** One a minute. */
    private static final int MOST_A_DAY = 1_440;

    private static final int MOST_A_PERIOD = 10_000;
    private static final int MOST_LISTED = 400;
    private static final int MOST_INTERVAL = 100_000;

    static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
    static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 0, 0);

    private enum Part {
        BYSECOND("\\d{1,2}"),
        BYMINUTE("\\d{1,2}"),
        BYHOUR("\\d{1,2}"),
        BYDAY("([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)"),
        BYMONTHDAY("[+-]?\\d{1,2}"),
        BYYEARDAY("[+-]?\\d{1,3}"),
        BYWEEKNO("[+-]?\\d{1,2}"),
        BYMONTH("\\d{1,2}"),
        BYSETPOS("[+-]?\\d{1,3}");

        private final Pattern written;

        Part(String written) {
            this.written = Pattern.compile(written);
        }
    }

    private final ChronoUnit unit;
    private final int interval;
    private final Optional<Integer> count;
    private final Optional<Moment> until;
    private final String weekStart;
    private final Map<Part, List<String>> lists;

    private Rule(
            ChronoUnit unit,
            int interval,
            Optional<Integer> count,
            Optional<Moment> until,
            String weekStart,
            Map<Part, List<String>> lists) {
        this.unit = unit;
        this.interval = interval;
        this.count = count;
        this.until = until;
        this.weekStart = weekStart;
        this.lists = lists;
    }

    /** Parts nobody knows are passed over. */
    static Rule parse(String value) throws CalendarProblem {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : value.strip().toUpperCase(Locale.ROOT).split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        String scale = parts.getOrDefault("RSCALE", "GREGORIAN");
        if (!scale.equals("GREGORIAN")) {
            // Its months are others: taken for ours, the meeting would be on wrong days (RFC 7529).
            throw new CalendarProblem("RRULE: RSCALE \"" + Shown.of(scale) + "\" is not supported");
        }
        Map<Part, List<String>> lists = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            if (!parts.getOrDefault(part.name(), "").isEmpty()) {
                lists.put(part, list(part, parts.get(part.name())));
            }
        }
        Optional<Moment> until = parts.containsKey("UNTIL")
                ? Optional.of(Moment.parse(parts.get("UNTIL"), "RRULE UNTIL"))
                : Optional.empty();
        Optional<Integer> count =
                parts.containsKey("COUNT") ? Optional.of(number(parts, "COUNT", Integer.MAX_VALUE)) : Optional.empty();
        String weekStart = parts.getOrDefault("WKST", "MO");
        Rule rule = new Rule(
                unit(parts.getOrDefault("FREQ", "")),
                parts.containsKey("INTERVAL") ? number(parts, "INTERVAL", MOST_INTERVAL) : 1,
                count,
                until,
                weekStart.matches("MO|TU|WE|TH|FR|SA|SU") ? weekStart : "MO",
                lists);
        if (rule.choosesBeforeMonths()) {
            throw new CalendarProblem(
                    "RRULE: BYSETPOS and BYMONTH of such a rule are not supported together: " + Shown.of(value));
        }
        if (rule.candidates() > MOST_A_PERIOD || rule.candidatesPerDay() > MOST_A_DAY) {
            throw new CalendarProblem("RRULE: more than a meeting's rule can mean: " + Shown.of(value));
        }
        return rule;
    }

    private static ChronoUnit unit(String frequency) throws CalendarProblem {
        return switch (frequency) {
            case "SECONDLY" -> ChronoUnit.SECONDS;
            case "MINUTELY" -> ChronoUnit.MINUTES;
            case "HOURLY" -> ChronoUnit.HOURS;
            case "DAILY" -> ChronoUnit.DAYS;
            case "WEEKLY" -> ChronoUnit.WEEKS;
            case "MONTHLY" -> ChronoUnit.MONTHS;
            case "YEARLY" -> ChronoUnit.YEARS;
            default -> throw new CalendarProblem("RRULE: FREQ \"" + Shown.of(frequency) + "\" is none");
        };
    }

    private static int number(Map<String, String> parts, String part, int most) throws CalendarProblem {
        String value = parts.get(part);
        if (!value.matches("\\+?\\d{1,10}") || Long.parseLong(value) < 1 || Long.parseLong(value) > most) {
            throw new CalendarProblem("RRULE: " + part + " \"" + Shown.of(value) + "\" is not from 1 to " + most);
        }
        return Integer.parseInt(value);
    }

    private static List<String> list(Part part, String value) throws CalendarProblem {
        List<String> list =
                Arrays.stream(value.split(",")).map(String::strip).distinct().toList();
        for (String item : list) {
            if (!part.written.matcher(item).matches()) {
                throw new CalendarProblem("RRULE: " + part + " \"" + Shown.of(item) + "\" is no value for it");
            }
        }
        if (list.size() > MOST_LISTED) {
            throw new CalendarProblem("RRULE: " + part + " lists more than " + MOST_LISTED + " values");
        }
        return list;
    }

    boolean yearly() {
        return unit == ChronoUnit.YEARS;
    }

    boolean endless() {
        return count.isEmpty() && until.isEmpty();
    }

    /** When the last instance starts at the latest; empty if the rule says no UNTIL. */
    Optional<Instant> until(boolean date, Zone zone) {
        return until.map(moment -> {
            if (date || moment.date()) {
                LocalDateTime day = moment.local().toLocalDate().atStartOfDay();
                // A date means the whole of that day, as the clients that write it for timed events take it.
                return zone.instant(date ? day : day.plusDays(1).minusSeconds(1));
            }
            return moment.instant(zone);
        });
    }

    /**
     * The starts between two local times, both included, in order.
     *
     * @param start DTSTART; it is an instance itself, whether or not the rule would give it (RFC 5545 §3.8.5.3)
     * @param date whether the event is of whole days, which have no hours to list
     * @param zone what UNTIL is compared in
     * @param most how many at most, the first ones
     */
    Starts starts(LocalDateTime start, boolean date, Zone zone, LocalDateTime from, LocalDateTime to, int most) {
        Optional<Instant> last = until(date, zone);
        Optional<LocalDateTime> lastCounted = lastOfPlainCount(start);
        boolean walks = count.isPresent() && lastCounted.isEmpty();
        LocalDateTime begin = walks ? start : later(from, start);
        LocalDateTime end = earlier(earlier(to, LAST), last.map(zone::local).orElse(LAST));
        end = earlier(end, lastCounted.orElse(LAST));
        LocalDateTime reach = reach(begin);
        boolean cut = reach.isBefore(end);
        List<LocalDateTime> starts = new ArrayList<>();
        if (!start.isBefore(from) && !start.isAfter(to)) {
            starts.add(start);
        }
        int left = walks ? count.orElseThrow() - 1 : most;
        List<LocalDateTime> counted = candidates(start, date, begin, cut ? reach : end)
                .filter(candidate -> !candidate.equals(start)
                        && onDay(candidate)
                        && inMonth(candidate)
                        && notAfter(last, zone, candidate))
                .limit(left)
                .toList();
        counted.stream().filter(candidate -> !candidate.isBefore(from)).forEach(starts::add);
        starts.sort(null);
        return new Starts(starts.subList(0, Math.min(most, starts.size())), cut && counted.size() < left);
    }

    private static boolean notAfter(Optional<Instant> last, Zone zone, LocalDateTime candidate) {
        return last.isEmpty() || !zone.instant(candidate).isAfter(last.get());
    }

    /** The library takes BYDAY of a rule by the hour and BYMONTH together for the days of a whole month, so it is not told. */
    private boolean onDay(LocalDateTime candidate) {
        return !hourly()
                || !lists.containsKey(Part.BYDAY)
                || lists.get(Part.BYDAY).stream()
                        .anyMatch(day ->
                                day.endsWith(candidate.getDayOfWeek().name().substring(0, 2)));
    }

    /**
     * The library looks at the month of a week before it looks for the week's days, and not at all at that of a day of the year. So
     * it is told BYMONTH only where the rule is not by the week, and every start is looked at again.
     */
    private boolean inMonth(LocalDateTime candidate) {
        return !lists.containsKey(Part.BYMONTH)
                || lists.get(Part.BYMONTH).stream()
                        .anyMatch(month -> Integer.parseInt(month) == candidate.getMonthValue());
    }

    private boolean hourly() {
        return unit.compareTo(ChronoUnit.DAYS) < 0;
    }

    /**
     * Neither UNTIL nor COUNT is left to the library: it knows no zone, and it would keep what it counts. (Its stream must be used as
     * one; an iterator made of it ends at the first candidate before the window.)
     */
    private Stream<LocalDateTime> candidates(LocalDateTime start, boolean date, LocalDateTime from, LocalDateTime to) {
        return from.isAfter(to)
                ? Stream.of()
                : new Recur<LocalDateTime>(written(date), true).getDatesAsStream(start, from, to, -1);
    }

    private String written(boolean date) {
        String frequency =
                switch (unit) {
                    case SECONDS -> "SECONDLY";
                    case MINUTES -> "MINUTELY";
                    case HOURS -> "HOURLY";
                    case DAYS -> "DAILY";
                    case WEEKS -> "WEEKLY";
                    case MONTHS -> "MONTHLY";
                    default -> "YEARLY";
                };
        String by = lists.entrySet().stream()
                .filter(list -> !date || list.getKey().compareTo(Part.BYHOUR) > 0)
                .filter(list -> !hourly() || list.getKey() != Part.BYDAY)
                .filter(list -> unit != ChronoUnit.WEEKS || list.getKey() != Part.BYMONTH)
                .map(list -> ";" + list.getKey() + "=" + String.join(",", list.getValue()))
                .collect(Collectors.joining());
        return "FREQ=" + frequency + ";INTERVAL=" + interval + ";WKST=" + weekStart + by;
    }

    /** Before BYSETPOS chooses, what lies in other months must be gone; the library would leave it there. See {@link #inMonth}. */
    private boolean choosesBeforeMonths() {
        return lists.containsKey(Part.BYSETPOS)
                && lists.containsKey(Part.BYMONTH)
                && (unit == ChronoUnit.WEEKS || lists.containsKey(Part.BYYEARDAY));
    }

    /** The last start of a rule that counts equal steps, or days of the week: no need to walk there from DTSTART. */
    Optional<LocalDateTime> lastOfPlainCount(LocalDateTime start) {
        if (count.isEmpty() || unit.compareTo(ChronoUnit.WEEKS) > 0) {
            return Optional.empty();
        }
        if (unit == ChronoUnit.WEEKS && lists.keySet().equals(Set.of(Part.BYDAY))) {
            return lastOfWeekdays(start);
        }
        return lists.isEmpty() ? Optional.of(later(start, start, count.orElseThrow() - 1L)) : Optional.empty();
    }

    private Optional<LocalDateTime> lastOfWeekdays(LocalDateTime start) {
        int weekBegins = day(weekStart).getValue();
        int first = Math.floorMod(start.getDayOfWeek().getValue() - weekBegins, 7);
        List<Integer> days = lists.get(Part.BYDAY).stream()
                .map(day -> Math.floorMod(day(day).getValue() - weekBegins, 7))
                .distinct()
                .sorted()
                .toList();
        // DTSTART is counted, in the rule or not; then what is left of its week.
        List<Integer> rest = days.stream().filter(day -> day > first).toList();
        long left = count.orElseThrow() - 1L;
        if (left <= rest.size()) {
            return Optional.of(left == 0 ? start : start.plusDays(rest.get((int) left - 1) - first));
        }
        left -= rest.size();
        int day = days.get((int) ((left - 1) % days.size()));
        return Optional.of(later(start, start.plusDays(day - first), (left - 1) / days.size() + 1));
    }

    private static DayOfWeek day(String written) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().startsWith(written.substring(written.length() - 2)))
                .findFirst()
                .orElseThrow();
    }

    private LocalDateTime later(LocalDateTime start, LocalDateTime time, long periods) {
        long steps = periods * interval;
        return steps > unit.between(start, LAST) ? LAST : time.plus(steps, unit);
    }

    /** How far an expansion that begins here may go. */
    private LocalDateTime reach(LocalDateTime begin) {
        long periods = Math.max(4, MOST_STEPS / candidates());
        long steps = periods * interval;
        return begin.isAfter(LAST) || unit.between(begin, LAST) <= steps ? LAST : begin.plus(steps, unit);
    }

    /** How many candidates one period brings at most, before BYSETPOS and limits. */
    long candidates() {
        long times = unit.compareTo(ChronoUnit.DAYS) >= 0 ? size(Part.BYHOUR) : 1;
        times *= unit.compareTo(ChronoUnit.HOURS) >= 0 ? size(Part.BYMINUTE) : 1;
        times *= unit.compareTo(ChronoUnit.MINUTES) >= 0 ? size(Part.BYSECOND) : 1;
        return times * days();
    }

    private double candidatesPerDay() {
        return candidates() * 86_400.0 / (unit.getDuration().toSeconds() * (double) interval);
    }

    private long days() {
        return switch (unit) {
            case YEARS -> daysOfYear();
            case MONTHS ->
                lists.containsKey(Part.BYMONTHDAY) ? size(Part.BYMONTHDAY) : lists.containsKey(Part.BYDAY) ? 31 : 1;
            case WEEKS -> lists.containsKey(Part.BYDAY) ? 7 : 1;
            default -> 1;
        };
    }

    private long daysOfYear() {
        if (lists.containsKey(Part.BYYEARDAY)) {
            return size(Part.BYYEARDAY) * size(Part.BYMONTH);
        }
        if (lists.containsKey(Part.BYWEEKNO)) {
            return size(Part.BYWEEKNO) * 7 * size(Part.BYMONTH);
        }
        if (lists.containsKey(Part.BYMONTHDAY)) {
            return size(Part.BYMONTHDAY) * (lists.containsKey(Part.BYMONTH) ? size(Part.BYMONTH) : 12);
        }
        if (lists.containsKey(Part.BYDAY)) {
            return lists.containsKey(Part.BYMONTH) ? 31 * size(Part.BYMONTH) : 366;
        }
        return size(Part.BYMONTH);
    }

    private long size(Part part) {
        return lists.containsKey(part) ? lists.get(part).size() : 1;
    }

    private static LocalDateTime earlier(LocalDateTime one, LocalDateTime other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * What an expansion gave.
     *
     * @param list in order
     * @param cut whether it ended because the steps were used up, so that more may follow
     */
    record Starts(List<LocalDateTime> list, boolean cut) {}
}

package org.convene.calendar.ical;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        int left = walks ? count.orElseThrow() - 1 : Integer.MAX_VALUE;
        Iterator<LocalDateTime> candidates = candidates(start, date, begin, cut ? reach : end);
        while (left > 0 && starts.size() < most && candidates.hasNext()) {
            LocalDateTime candidate = candidates.next();
            if (!candidate.equals(start) && onDay(candidate) && notAfter(last, zone, candidate)) {
                left--;
                if (!candidate.isBefore(from)) {
                    starts.add(candidate);
                }
            }
        }
        starts.sort(null);
        return new Starts(starts, cut && left > 0 && starts.size() < most);
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

    private boolean hourly() {
        return unit.compareTo(ChronoUnit.DAYS) < 0;
    }

    /** Neither UNTIL nor COUNT is left to the library: it knows no zone, and it would keep what it counts. */
    private Iterator<LocalDateTime> candidates(
            LocalDateTime start, boolean date, LocalDateTime from, LocalDateTime to) {
        return from.isAfter(to)
                ? List.<LocalDateTime>of().iterator()
                : new Recur<LocalDateTime>(written(date), true)
                        .getDatesAsStream(start, from, to, -1)
                        .iterator();
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
                .map(list -> ";" + list.getKey() + "=" + String.join(",", list.getValue()))
                .collect(Collectors.joining());
        return "FREQ=" + frequency + ";INTERVAL=" + interval + ";WKST=" + weekStart + by;
    }

    /** The last start of a rule that only counts equal steps: no need to walk there from DTSTART. */
    Optional<LocalDateTime> lastOfPlainCount(LocalDateTime start) {
        if (count.isEmpty() || !lists.isEmpty() || unit.compareTo(ChronoUnit.WEEKS) > 0) {
            return Optional.empty();
        }
        long steps = (count.orElseThrow() - 1L) * interval;
        long most = unit.between(start, LAST);
        return Optional.of(steps > most ? LAST : start.plus(steps, unit));
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

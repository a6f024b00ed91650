package org.convene.calendar.ical;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The recurrence set of a master (RFC 5545 §3.8.5): DTSTART, RRULE and RDATE, without EXDATE. What single instances were changed to
 * is not looked at here.
 */
final class Series {

    /** RFC 5545 §3.8.5.3 advises against a second one; each may cost a walk of its own. */
    private static final int MOST_RULES = 10;

    private final Entry master;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Addition> additions = new ArrayList<>();
    private final List<Moment> exceptions = new ArrayList<>();

    Series(Component vevent, Entry master, Zones zones) throws CalendarProblem {
        this.master = master;
        for (ContentLine line : vevent.lines("RRULE").toList()) {
            rules.add(Rule.parse(line.value()));
        }
        if (rules.size() > MOST_RULES) {
            throw new CalendarProblem("RRULE: " + rules.size() + " rules, more than " + MOST_RULES);
        }
        for (ContentLine line : vevent.lines("RDATE").toList()) {
            for (String value : line.value().split(",")) {
                if (!value.isBlank()) {
                    additions.add(addition(line, value, zones));
                }
            }
        }
        for (ContentLine line : vevent.lines("EXDATE").toList()) {
            exceptions.addAll(Moment.all(line, zones));
        }
    }

    private static Addition addition(ContentLine line, String value, Zones zones) throws CalendarProblem {
        int slash = value.indexOf('/');
        if (slash < 0) {
            return new Addition(Moment.of(line, value, zones), Optional.empty(), Optional.empty());
        }
        Moment start = Moment.of(line, value.substring(0, slash), zones);
        String end = value.substring(slash + 1).strip();
        return end.startsWith("P") || end.startsWith("p")
                ? new Addition(start, Optional.empty(), Optional.of(Length.parse(end, "RDATE")))
                : new Addition(start, Optional.of(Moment.of(line, end, zones)), Optional.empty());
    }

    boolean recurring() {
        return !rules.isEmpty() || !additions.isEmpty();
    }

    Entry master() {
        return master;
    }

    /** No instance starts later; empty if that is not known without looking, or never. */
    Optional<Instant> lastStart(Zone floating) {
        Zone zone = master.start().zone(floating);
        Instant last = zone.instant(master.start().local());
        for (Rule rule : rules) {
            Optional<Instant> until = rule.until(master.start().date(), zone);
            if (until.isEmpty()) {
                until = rule.lastOfPlainCount(master.start().local()).map(zone::instant);
            }
            if (until.isEmpty()) {
                return Optional.empty();
            }
            last = later(last, until.get());
        }
        for (Addition addition : additions) {
            last = later(last, addition.start.instant(floating));
        }
        return Optional.of(last);
    }

    boolean endless() {
        return rules.stream().anyMatch(Rule::endless);
    }

    Duration longest(Zone floating) {
        Duration longest = master.length(floating).atMost();
        for (Addition addition : additions) {
            longest = longer(longest, addition.length(master, floating).atMost());
        }
        return longest;
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /**
     * The instances whose original start lies between two instants, both included.
     *
     * @param most how many of each rule at most, the first ones
     */
    Instances between(Instant from, Instant to, Zone floating, int most) {
        Zone zone = master.start().zone(floating);
        boolean date = master.start().date();
        // A local time may be read up to a gap later than it says; a day is more than any gap.
        LocalDateTime first = zone.local(from).minusDays(1);
        LocalDateTime last = zone.local(to).plusDays(1);
        Exceptions without = new Exceptions(zone, floating);
        TreeMap<Instant, Instance> instances = new TreeMap<>();
        boolean cut = false;
        add(instances, without, zone, floating, List.of(master.start().local()), from, to);
        for (Rule rule : rules) {
            // Those of the margins, and those that exceptions take away, must not use up what was asked for.
            long room = Math.min(Integer.MAX_VALUE, (long) most + without.size() + 2 * 1_440L);
            Rule.Starts starts = rule.starts(master.start().local(), date, zone, first, last, (int) room);
            cut |= starts.cut();
            add(instances, without, zone, floating, starts.list(), from, to);
        }
        for (Addition addition : additions) {
            Instant start = date
                    ? zone.instant(addition.start.local().toLocalDate().atStartOfDay())
                    : addition.start.instant(zone);
            if (!start.isBefore(from) && !start.isAfter(to)) {
                LocalDateTime local = date
                        ? addition.start.local().toLocalDate().atStartOfDay()
                        : addition.start.date() ? addition.start.local() : zone.local(start);
                Instance instance =
                        new Instance(local, start, addition.length(master, floating), Moment.id(date, local, start));
                if (!without.contain(instance)) {
                    instances.put(start, instance);
                }
            }
        }
        return new Instances(instances.values(), cut);
    }

    private void add(
            Map<Instant, Instance> instances,
            Exceptions without,
            Zone zone,
            Zone floating,
            List<LocalDateTime> locals,
            Instant from,
            Instant to) {
        Length length = master.length(floating);
        for (LocalDateTime local : locals) {
            Instant start = zone.instant(local);
            Instance instance =
                    new Instance(local, start, length, Moment.id(master.start().date(), local, start));
            if (!start.isBefore(from) && !start.isAfter(to) && !without.contain(instance)) {
                instances.putIfAbsent(start, instance);
            }
        }
    }

    /**
     * The identities of the instances that RECURRENCE-IDs mean. A date stands for the day's instance of a timed series, if that has
     * one there and no second one; all such dates are looked for in one walk, because strangers decide how many there are.
     *
     * @return for each one in the same place its identity, or empty
     */
    List<Optional<String>> ids(List<Moment> replaced, Zone floating) {
        Zone zone = master.start().zone(floating);
        boolean date = master.start().date();
        List<LocalDate> days = date
                ? List.of()
                : replaced.stream()
                        .filter(Moment::date)
                        .map(moment -> moment.local().toLocalDate())
                        .toList();
        Map<LocalDate, Optional<String>> ofDays = days.isEmpty() ? Map.of() : idsBetween(days, floating);
        return replaced.stream()
                .map(moment -> {
                    LocalDate day = moment.local().toLocalDate();
                    if (date) {
                        return Optional.of(Moment.id(true, day.atStartOfDay(), zone.instant(day.atStartOfDay())));
                    }
                    return moment.date()
                            ? ofDays.getOrDefault(day, Optional.empty())
                            : Optional.of(Moment.id(false, moment.local(), moment.instant(zone)));
                })
                .toList();
    }

    /** Of each day from the first to the last of these that has an instance, its identity; empty where there are several. */
    private Map<LocalDate, Optional<String>> idsBetween(List<LocalDate> days, Zone floating) {
        Zone zone = master.start().zone(floating);
        Instant from = zone.instant(Collections.min(days).atStartOfDay());
        Instant to = zone.instant(Collections.max(days).plusDays(1).atStartOfDay());
        Map<LocalDate, Optional<String>> ids = new HashMap<>();
        for (Instance instance : between(from, to, floating, Rule.MOST_STEPS).list()) {
            ids.merge(instance.local.toLocalDate(), Optional.of(instance.id), (one, other) -> Optional.empty());
        }
        return ids;
    }

    /**
     * One instance before any change to it.
     *
     * @param local its start on the wall clock of the master's zone
     * @param start the same as an instant
     */
    record Instance(LocalDateTime local, Instant start, Length length, String id) {}

    /** @param cut whether more may follow that were not looked for, because the rule costs too much */
    record Instances(Collection<Instance> list, boolean cut) {}

    private record Addition(Moment start, Optional<Moment> end, Optional<Length> duration) {

        Length length(Entry master, Zone floating) {
            return end.map(moment -> Length.between(start, moment, floating))
                    .or(() -> duration)
                    .orElseGet(() -> master.length(floating));
        }
    }

    /** EXDATE; a date takes away all instances of that day in a series with times, as the clients that write it mean it. */
    private final class Exceptions {

        private final Set<Instant> instants = new HashSet<>();
        private final Set<LocalDate> days = new HashSet<>();

        Exceptions(Zone zone, Zone floating) {
            for (Moment exception : exceptions) {
                if (exception.date() || master.start().date()) {
                    days.add(exception.local().toLocalDate());
                } else {
                    instants.add(exception.instant(zone));
                }
            }
        }

        boolean contain(Instance instance) {
            return instants.contains(instance.start) || days.contains(instance.local.toLocalDate());
        }

        int size() {
            return instants.size() + 1_440 * days.size();
        }
    }
}

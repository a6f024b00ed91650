package org.convene.calendar.ical;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** When the events of one UID take place: the series of the master, with the changes to its instances. */
final class Schedule {

    static final Schedule NONE = new Schedule(Optional.empty(), List.of());

    private static final Instant FIRST = Rule.FIRST.plusYears(1).toInstant(ZoneOffset.UTC);
    private static final Instant LAST = Rule.LAST.minusYears(1).toInstant(ZoneOffset.UTC);

    private final Optional<Series> series;
    private final List<Entry> changes;

    private Schedule(Optional<Series> series, List<Entry> changes) {
        this.series = series;
        this.changes = changes;
    }

    static Schedule read(List<Component> events, Zones zones) throws CalendarProblem {
        Optional<Series> series = Optional.empty();
        List<Entry> changes = new ArrayList<>();
        for (Component event : events) {
            Entry entry = Entry.read(event, zones);
            if (entry.replaces().isPresent()) {
                changes.add(entry);
            } else if (series.isEmpty()
                    || entry.words().sequence() >= series.get().master().words().sequence()) {
                series = Optional.of(new Series(event, entry, zones));
            }
        }
        return new Schedule(series, List.copyOf(changes));
    }

    boolean recurring() {
        return series.map(Series::recurring).orElse(true);
    }

    Event event() {
        Entry entry = series.map(Series::master)
                .or(() -> changes.stream().findFirst())
                .orElseThrow(() -> new IllegalStateException("A broken calendar object has no event"));
        return entry.own(recurring(), Zone.UTC);
    }

    boolean endsBefore(Instant time) {
        // Where times float, their zone may be any.
        Instant safe = within(time).minus(Duration.ofDays(1));
        for (Entry change : changes) {
            if (!change.own(true, Zone.UTC).endsAt().isBefore(safe)
                    && !change.words().cancelled()) {
                return false;
            }
        }
        if (series.isEmpty()) {
            return true;
        }
        if (series.get().endless()) {
            return false;
        }
        Instant from = safe.minus(reach(Zone.UTC).before).minus(reach(Zone.UTC).after);
        Optional<Instant> last = series.get().lastStart(Zone.UTC);
        if (last.isPresent()) {
            return last.get().isBefore(from);
        }
        Series.Instances later = series.get().between(from, LAST, Zone.UTC, 1);
        return later.list().isEmpty() && !later.cut();
    }

    List<String> orphans(Zone floating) {
        if (series.isEmpty()) {
            return List.of();
        }
        Set<Entry> known = new HashSet<>(known(changes, floating).values());
        return changes.stream()
                .filter(change -> !known.contains(change))
                .map(change -> id(change, floating))
                .toList();
    }

    List<Occurrence> occurrences(Instant from, Instant to, Zone floating, int most) {
        Instant first = within(from);
        Instant last = within(to);
        if (!first.isBefore(last) || most <= 0) {
            return List.of();
        }
        List<Occurrence> occurrences = new ArrayList<>();
        if (series.isPresent()) {
            ofSeries(series.get(), first, last, floating, most, occurrences);
        } else {
            for (Entry change : changes) {
                occurrences.add(new Occurrence(id(change, floating), change.own(true, floating)));
            }
        }
        return occurrences.stream()
                .filter(occurrence -> occurrence.overlaps(first, last))
                .sorted(Comparator.comparing(Occurrence::startsAt).thenComparing(Occurrence::recurrenceId))
                .limit(most)
                .toList();
    }

    private void ofSeries(
            Series master, Instant from, Instant to, Zone floating, int most, List<Occurrence> occurrences) {
        boolean recurring = master.recurring();
        Map<String, Entry> changed = newest(master, changes, floating);
        TreeMap<Instant, Entry> ranges = new TreeMap<>();
        known(changes.stream().filter(Entry::andFuture).toList(), floating)
                .values()
                .forEach(change -> ranges.put(
                        change.replaces()
                                .orElseThrow()
                                .instant(master.master().start().zone(floating)),
                        change));
        Reach reach = reach(floating);
        List<Entry> met = changed.values().stream()
                .filter(change ->
                        occurrence("", change.own(recurring, floating)).overlaps(from, to))
                .toList();
        Map<String, Entry> known = known(met, floating);
        known.forEach(
                (id, change) -> occurrences.add(occurrence(recurring ? id : "", change.own(recurring, floating))));
        Instant begin = within(from.minus(reach.before));
        Instant end = within(to.plus(reach.after));
        int room = (int) Math.min(Integer.MAX_VALUE, (long) most + changes.size());
        // What began earlier may still last: these must not use up what was asked for, so they are looked at apart.
        List<Series.Instance> instances = new ArrayList<>();
        if (begin.isBefore(from)) {
            instances.addAll(master.between(begin, from.minusNanos(1), floating, Rule.MOST_STEPS)
                    .list());
        }
        instances.addAll(master.between(from, end, floating, room).list());
        for (Series.Instance instance : instances) {
            if (!changed.containsKey(instance.id())) {
                Event event = event(master.master(), ranges, instance, recurring, floating);
                occurrences.add(occurrence(recurring ? instance.id() : "", event));
            }
        }
    }

    private static Event event(
            Entry master, TreeMap<Instant, Entry> ranges, Series.Instance instance, boolean recurring, Zone floating) {
        Map.Entry<Instant, Entry> range = ranges.floorEntry(instance.start());
        if (range == null) {
            return master.at(instance.local(), instance.length(), recurring, floating);
        }
        Entry change = range.getValue();
        Zone zone = change.start().zone(floating);
        Duration shift =
                Duration.between(zone.local(range.getKey()), change.start().local());
        LocalDateTime local = zone.local(instance.start()).plus(shift);
        return change.at(local, change.length(floating), recurring, floating);
    }

    /** Those of the changes whose instance the series has, by its identity: found in one walk over the series. */
    private Map<String, Entry> known(List<Entry> some, Zone floating) {
        Series master = series.orElseThrow();
        Map<String, Entry> wanted = newest(master, some, floating);
        Instant first = LAST;
        Instant last = FIRST;
        for (Entry change : some) {
            Moment replaced = change.replaces().orElseThrow();
            Instant start = within(replaced.instant(master.master().start().zone(floating)));
            first = first.isBefore(start) ? first : start;
            last = Series.later(last, start);
        }
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Duration day = Duration.ofDays(1);
        Series.Instances around = master.between(first.minus(day), last.plus(day), floating, Rule.MOST_STEPS);
        if (!around.cut()) {
            Set<String> ids = new HashSet<>();
            around.list().forEach(instance -> ids.add(instance.id()));
            wanted.keySet().retainAll(ids);
        }
        return wanted;
    }

    /** By the identity of the instance, whether the series has it or not; of several changes to one, that of the highest SEQUENCE. */
    private static Map<String, Entry> newest(Series master, List<Entry> changes, Zone floating) {
        List<Optional<String>> ids = master.ids(
                changes.stream().map(change -> change.replaces().orElseThrow()).toList(), floating);
        Map<String, Entry> newest = new HashMap<>();
        for (int i = 0; i < changes.size(); i++) {
            Entry change = changes.get(i);
            ids.get(i)
                    .ifPresent(id -> newest.merge(
                            id,
                            change,
                            (one, other) ->
                                    other.words().sequence() >= one.words().sequence() ? other : one));
        }
        return newest;
    }

    private String id(Entry change, Zone floating) {
        Moment replaced = change.replaces().orElseThrow();
        Zone zone = series.map(Series::master)
                .map(master -> master.start().zone(floating))
                .orElse(floating);
        return Moment.id(replaced.date(), replaced.local(), replaced.instant(zone));
    }

    /** How far from its original start an instance that nobody changed singly may reach. */
    private Reach reach(Zone floating) {
        Duration before = series.map(master -> master.longest(floating)).orElse(Duration.ZERO);
        Duration after = Duration.ZERO;
        for (Entry change : changes) {
            if (change.andFuture()) {
                Moment replaced = change.replaces().orElseThrow();
                Duration shift = Duration.between(
                        replaced.instant(floating), change.start().instant(floating));
                Duration margin = Duration.ofDays(2);
                before = Series.longer(
                        before, shift.plus(change.length(floating).atMost()).plus(margin));
                after = Series.longer(after, shift.negated().plus(margin));
            }
        }
        return new Reach(before, after);
    }

    private static Occurrence occurrence(String id, Event event) {
        return new Occurrence(id, event);
    }

    private static Instant within(Instant time) {
        return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    }

    /** @param before how long it lasts or moves later at most @param after how far it moves earlier at most */
    private record Reach(Duration before, Duration after) {}
}

package org.convene.attendance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From when to when, both ends included, so that a visit cut in two is still one. It may be a single moment. */
public record Interval(Instant from, Instant to) {
    public Interval {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(to + " is before " + from);
        }
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The part of it that lies in {@code frame}. */
    Optional<Interval> within(Interval frame) {
        Instant start = from.isAfter(frame.from) ? from : frame.from;
        Instant end = to.isBefore(frame.to) ? to : frame.to;
        return end.isBefore(start) ? Optional.empty() : Optional.of(new Interval(start, end));
    }

    static List<Interval> within(Collection<Interval> intervals, Interval frame) {
        return intervals.stream()
                .flatMap(interval -> interval.within(frame).stream())
                .toList();
    }

    /** The same time without overlaps, in order: what is reported twice counts once. */
    static List<Interval> union(Collection<Interval> intervals) {
        List<Interval> inOrder = intervals.stream()
                .sorted(Comparator.comparing(Interval::from).thenComparing(Interval::to))
                .toList();
        List<Interval> union = new ArrayList<>();
        for (Interval next : inOrder) {
            Interval last = union.isEmpty() ? null : union.get(union.size() - 1);
            if (last == null || next.from.isAfter(last.to)) {
                union.add(next);
            } else if (next.to.isAfter(last.to)) {
                union.set(union.size() - 1, new Interval(last.from, next.to));
            }
        }
        return union;
    }

    /** How long all of them take, when they do not overlap. */
    static Duration total(Collection<Interval> union) {
        return union.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
    }
}

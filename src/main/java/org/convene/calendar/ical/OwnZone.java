package org.convene.calendar.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of a VTIMEZONE (RFC 5545 §3.6.5): its observances' onsets, from RRULE, RDATE or DTSTART alone, up to the year 2100.
 * An onset is written in the wall time before it. A VTIMEZONE that says nothing usable means no zone.
 */
final class OwnZone {

    private static final LocalDateTime EARLIEST = LocalDateTime.of(1969, 1, 1, 0, 0);
    private static final LocalDateTime LATEST = LocalDateTime.of(2100, 1, 1, 0, 0);
    /** More observances with rules than any true zone has; each costs a year-by-year expansion. */
    private static final int MOST_OBSERVANCES = 60;

    /** Of one rule: once a year from 1969 on, and again as many. */
    private static final int MOST_OF_A_RULE = 262;

    /** Of a zone: Casablanca, which has four a year around Ramadan, needs half as many. */
    private static final int MOST_ONSETS = 1_000;

    /** A change of clocks is on a day of one month, at one time. */
    private static final int MOST_CANDIDATES = 31;

    private static final int KEPT = 100;
    private static final int LONGEST_KEPT = 20_000;
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2}):?(\\d{2})(?::?(\\d{2}))?");

    /** Zones met lately, by the text of their VTIMEZONE: a feed of thousands of events brings the same few. */
    private static final Map<String, Optional<ZoneRules>> LATELY =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<ZoneRules>> eldest) {
                    return size() > KEPT;
                }
            });

    private OwnZone() {}

    static Optional<Zone> of(String text, Component zone) {
        String name = zone.text("TZID").strip();
        if (!zone.complete() || zone.end() - zone.start() > LONGEST_KEPT) {
            return rules(zone).map(rules -> new Zone(name, rules));
        }
        String written = text.substring(zone.start(), zone.end());
        Optional<ZoneRules> rules = LATELY.get(written);
        if (rules == null) {
            rules = rules(zone);
            LATELY.put(written, rules);
        }
        return rules.map(found -> new Zone(name, found));
    }

    private static Optional<ZoneRules> rules(Component zone) {
        try {
            TreeMap<Instant, Onset> onsets = new TreeMap<>();
            List<Component> observances = zone.components();
            long rules = observances.stream()
                    .mapToLong(observance -> observance.lines("RRULE").count())
                    .sum();
            if (observances.size() > MOST_OBSERVANCES || rules > MOST_OBSERVANCES) {
                return Optional.empty();
            }
            for (Component observance : observances) {
                for (Onset onset : onsets(observance)) {
                    onsets.put(onset.at, onset);
                }
                if (onsets.size() > MOST_ONSETS) {
                    return Optional.empty();
                }
            }
            return onsets.isEmpty() ? Optional.empty() : Optional.of(rules(onsets));
        } catch (CalendarProblem | DateTimeException unusable) {
            return Optional.empty();
        }
    }

    private static ZoneRules rules(TreeMap<Instant, Onset> onsets) {
        ZoneOffset first = onsets.firstEntry().getValue().from;
        ZoneOffset wall = first;
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        for (Onset onset : onsets.values()) {
            if (!onset.to.equals(wall)) {
                transitions.add(ZoneOffsetTransition.of(LocalDateTime.ofInstant(onset.at, wall), wall, onset.to));
                wall = onset.to;
            }
        }
        return ZoneRules.of(first, first, List.of(), transitions, List.of());
    }

    private static List<Onset> onsets(Component observance) throws CalendarProblem {
        ZoneOffset from = offset(observance, "TZOFFSETFROM");
        ZoneOffset to = offset(observance, "TZOFFSETTO");
        ContentLine line = observance.line("DTSTART").orElseThrow(() -> new CalendarProblem("VTIMEZONE: no DTSTART"));
        LocalDateTime start = Moment.parse(line.value(), "DTSTART").local();
        List<LocalDateTime> starts = new ArrayList<>(List.of(start));
        for (ContentLine rule : observance.lines("RRULE").toList()) {
            Rule yearly = Rule.parse(rule.value());
            if (!yearly.yearly() || yearly.candidates() > MOST_CANDIDATES) {
                throw new CalendarProblem("VTIMEZONE: a rule that is not yearly");
            }
            starts.addAll(yearly.starts(start, false, Zone.of(from), EARLIEST, LATEST, MOST_OF_A_RULE)
                    .list());
        }
        for (ContentLine dates : observance.lines("RDATE").toList()) {
            for (String date : dates.value().split(",")) {
                starts.add(Moment.parse(date, "RDATE").local());
            }
        }
        return starts.stream()
                .map(local -> new Onset(local.toInstant(from), from, to))
                .toList();
    }

    private static ZoneOffset offset(Component observance, String name) throws CalendarProblem {
        Matcher matcher = OFFSET.matcher(observance.text(name).strip());
        if (!matcher.matches()) {
            throw new CalendarProblem("VTIMEZONE: " + name + " is no offset");
        }
        int sign = matcher.group(1).equals("-") ? -1 : 1;
        int seconds = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        return ZoneOffset.ofHoursMinutesSeconds(
                sign * Integer.parseInt(matcher.group(2)), sign * Integer.parseInt(matcher.group(3)), sign * seconds);
    }

    private record Onset(Instant at, ZoneOffset from, ZoneOffset to) {}
}

package org.convene.attendance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who the rows of a report are about. Each row takes the surest rung that leads to one person: externalUserId, e-mail,
 * another address of the same person, name. What fits two people on the roster decides nothing. The order of the rows does not matter.
 */
final class RosterMatch {
    private final Map<Identity, Map<MatchedBy, List<Presence>>> found = new LinkedHashMap<>();
    private final List<List<Presence>> guests = new ArrayList<>();

    private RosterMatch(List<Identity> roster) {
        roster.forEach(person -> found.put(person, new EnumMap<>(MatchedBy.class)));
    }

    static RosterMatch of(List<Identity> roster, List<Presence> rows) {
        RosterMatch match = new RosterMatch(roster);
        Map<MatchedBy, Map<String, List<Identity>>> index = index(roster);
        List<Presence> unknown = new ArrayList<>();
        for (Presence row : rows) {
            if (!match.place(row, index)) {
                unknown.add(row);
            }
        }
        match.gather(unknown);
        return match;
    }

    /** The rows of everybody on the roster, by how they were found. */
    Map<Identity, Map<MatchedBy, List<Presence>>> found() {
        return found;
    }

    /** The rows of everybody else, one list for each person. */
    List<List<Presence>> guests() {
        return guests;
    }

    private static Map<MatchedBy, Map<String, List<Identity>>> index(List<Identity> roster) {
        Map<MatchedBy, Map<String, List<Identity>>> index = new EnumMap<>(MatchedBy.class);
        for (MatchedBy rung : MatchedBy.values()) {
            Map<String, List<Identity>> people = new HashMap<>();
            roster.forEach(person -> Optional.ofNullable(rung.key(person))
                    .ifPresent(key -> people.computeIfAbsent(key, any -> new ArrayList<>())
                            .add(person)));
            index.put(rung, people);
        }
        return index;
    }

    private boolean place(Presence row, Map<MatchedBy, Map<String, List<Identity>>> index) {
        for (MatchedBy rung : MatchedBy.values()) {
            List<Identity> people = index.get(rung).getOrDefault(rung.key(row.who()), List.of());
            if (people.size() == 1) {
                found.get(people.get(0))
                        .computeIfAbsent(rung, any -> new ArrayList<>())
                        .add(row);
                return true;
            }
        }
        return false;
    }

    /** Rows of guests belong together by the surest thing they say; a weaker one joins them where it fits one guest. */
    private void gather(List<Presence> unknown) {
        List<Presence> left = unknown;
        for (MatchedBy rung : MatchedBy.values()) {
            Map<String, List<Presence>> byKey = new TreeMap<>();
            List<Presence> saysLess = new ArrayList<>();
            for (Presence row : left) {
                String key = rung.key(row.who());
                if (key == null) {
                    saysLess.add(row);
                } else {
                    byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
                }
            }
            join(rung, byKey);
            left = saysLess;
        }
        if (!left.isEmpty()) {
            guests.add(left);
        }
    }

    private void join(MatchedBy rung, Map<String, List<Presence>> byKey) {
        Map<String, List<List<Presence>>> surer = new HashMap<>();
        for (List<Presence> guest : guests) {
            guest.stream()
                    .map(row -> rung.key(row.who()))
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(key ->
                            surer.computeIfAbsent(key, any -> new ArrayList<>()).add(guest));
        }
        byKey.forEach((key, rows) -> {
            List<List<Presence>> fitting = surer.getOrDefault(key, List.of());
            if (fitting.size() == 1) {
                fitting.get(0).addAll(rows);
            } else {
                guests.add(rows);
            }
        });
    }
}

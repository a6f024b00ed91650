package org.convene.calendar.dav;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a poll found.
 *
 * @param whole {@code present} is everything there is, and what is not in it is not in the calendar
 * @param present href to entity tag: what was added or changed, or everything. An entity tag that the server does not
 *     tell is replaced by one that equals no other
 * @param gone hrefs that are not there any more; empty when whole
 * @param next what to ask with next time, to be kept only when the work is done; opaque
 * @param more the server has not told all yet: ask again at once with {@code next}
 * @param expired the state was no longer accepted, so this is whole
 */
public record Changes(
        boolean whole,
        Map<String, String> present,
        Set<String> gone,
        Optional<String> next,
        boolean more,
        boolean expired) {
    public Changes {
        present = Map.copyOf(present);
        gone = Set.copyOf(gone);
    }

    static Changes none(String state) {
        return new Changes(false, Map.of(), Set.of(), Optional.of(state), false, false);
    }

    static Changes everything(Map<String, String> present, String next, boolean expired) {
        return new Changes(true, present, Set.of(), Optional.of(next), false, expired);
    }

    /** Nothing to do. */
    public boolean isEmpty() {
        return !whole && present.isEmpty() && gone.isEmpty();
    }
}

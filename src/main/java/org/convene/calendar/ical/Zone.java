package org.convene.calendar.ical;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * A zone by its rules: one of the time-zone database, or one a calendar brought along.
 *
 * @param name for people
 */
record Zone(String name, ZoneRules rules) {

    static final Zone UTC = of(ZoneOffset.UTC);

    static Zone of(ZoneId id) {
        return new Zone(id.getId(), id.getRules());
    }

    /**
     * The instant of a local time (RFC 5545 §3.3.5): one that occurs twice means the first, and one that does not occur is read
     * with the offset before the gap, so that it lies as far behind the gap's start as it says.
     */
    Instant instant(LocalDateTime local) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        ZoneOffset offset = offsets.isEmpty() ? rules.getTransition(local).getOffsetBefore() : offsets.get(0);
        return local.toInstant(offset);
    }

    LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }
}

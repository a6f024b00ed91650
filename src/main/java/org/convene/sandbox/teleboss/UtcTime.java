package org.convene.sandbox.teleboss;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A time as callers write it in a query: a full ISO instant (the guide of today) or a bare date (the guide of yesterday),
 * which is a day in UTC (teleboss.md D2.6).
 */
record UtcTime(Instant from, Instant to) {

    static Optional<UtcTime> of(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            if (text.length() == "2026-01-01".length()) {
                return Optional.of(dayOf(LocalDate.parse(text)));
            }
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return Optional.of(new UtcTime(instant, instant));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    /** The whole day in which this is. */
    UtcTime day() {
        return dayOf(from.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    boolean contains(Instant instant) {
        return !instant.isBefore(from) && !instant.isAfter(to);
    }

    private static UtcTime dayOf(LocalDate date) {
        return new UtcTime(
                date.atStartOfDay(ZoneOffset.UTC).toInstant(),
                date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1));
    }
}

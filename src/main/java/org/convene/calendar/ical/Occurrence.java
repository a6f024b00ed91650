package org.convene.calendar.ical;

import java.time.Instant;

/**
 * One time at which an event takes place.
 *
 * @param recurrenceId which instance of the series: its ORIGINAL start, in UTC such as {@code 20261123T060000Z}, or the date such as
 *     {@code 20261123} for whole days; the same wherever the instance is moved. Empty for an event that does not recur.
 * @param startsAt when it starts
 * @param endsAt when it ends; equal to {@code startsAt} for an event without length
 * @param allDay see {@link Event#allDay()}
 * @param event what it says, with the times of this instance
 */
public record Occurrence(String recurrenceId, Instant startsAt, Instant endsAt, boolean allDay, Event event) {

    Occurrence(String recurrenceId, Event event) {
        this(recurrenceId, event.startsAt(), event.endsAt(), event.allDay(), event);
    }

    /** Whether it takes any of the time from {@code from} (included) to {@code to} (excluded). */
    boolean overlaps(Instant from, Instant to) {
        return startsAt.isBefore(to) && (endsAt.isAfter(from) || startsAt.equals(endsAt) && !startsAt.isBefore(from));
    }
}

package org.convene.page;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Message;
import org.convene.booking.Booking;
import org.convene.booking.Cursor;
import org.convene.booking.Ledger.Listing;
import org.convene.ops.Rejected;

/**
 * What the page of lessons was asked for.
 *
 * @param day   the day to show; {@code null} for all days
 * @param words of the title or id, {@code null} for any
 * @param state one of {@link #STATES}, {@code null} for any
 * @param after where the page before ended, {@code null} for the beginning
 */
record DayQuery(LocalDate day, LocalDate today, String words, String state, String after) {
    static final Set<String> STATES = Set.of(Booking.READY, Booking.PENDING, Booking.FAILED, Booking.CANCELLED);
    static final int PAGE = 100;

    static DayQuery of(Message request, LocalDate today) throws Rejected {
        String state = text(request, "state");
        if (state != null && !STATES.contains(state)) {
            throw Rejected.because(400, "A lesson is pending, ready, cancelled or failed.");
        }
        return new DayQuery(day(request, today), today, text(request, "q"), state, after(request));
    }

    private static String text(Message request, String name) {
        String text = request.getHeader(name, String.class);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Not named: today. Named but empty, as a date field sends it that somebody cleared: all days. */
    private static LocalDate day(Message request, LocalDate today) throws Rejected {
        String text = request.getHeader("day", String.class);
        if (text == null) {
            return today;
        }
        try {
            return text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException noDay) {
            throw Rejected.because(400, "Write the day like 2026-11-23.");
        }
    }

    private static String after(Message request) throws Rejected {
        String after = text(request, "after");
        try {
            if (after != null) {
                Cursor.parse(after);
            }
            return after;
        } catch (IllegalArgumentException foreign) {
            throw Rejected.because(400, "This list has no such page; start again at its beginning.");
        }
    }

    /** One more than a page shows, to know whether there is a next one. */
    Listing listing(PageTimes times) {
        return new Listing(
                Booking.LESSON,
                state,
                day == null ? null : times.beginningOf(day),
                day == null ? null : times.beginningOf(day.plusDays(1)),
                words,
                after,
                PAGE + 1);
    }

    DayQuery on(LocalDate otherDay) {
        return new DayQuery(otherDay, today, words, state, null);
    }

    DayQuery in(String otherState) {
        return new DayQuery(day, today, words, otherState, null);
    }

    DayQuery from(String cursor) {
        return new DayQuery(day, today, words, state, cursor);
    }

    String address() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (day == null) {
            parameters.put("day", "");
        } else if (!day.equals(today)) {
            parameters.put("day", day.toString());
        }
        put(parameters, "q", words);
        put(parameters, "state", state);
        put(parameters, "after", after);
        return Addresses.query("/", parameters);
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}

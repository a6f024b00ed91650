package org.convene.page;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.convene.booking.Booking;
import org.convene.ops.Settings;

/** Which day it is where the pages are read, and how times are written there. */
@Singleton
public class PageTimes {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final String KEY = "convene.page.zone";

    private final Clock clock;
    private final ZoneId zone;

    public PageTimes(Clock clock, Settings settings) {
        this.clock = clock;
        this.zone = settings.optionalText(KEY).map(PageTimes::zone).orElseGet(ZoneId::systemDefault);
    }

    /**
     * From when to when, as it was planned.
     *
     * @param text the times, with their dates where those are not the page's own
     * @param note what to add in small: the offset where it is not the page's own, or all the days; or {@code null}
     */
    public record Span(String text, String note) {}

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw Settings.wrong(KEY, "is '" + text + "', which is no time zone", "Europe/Moscow");
        }
    }

    ZoneId zone() {
        return zone;
    }

    Instant now() {
        return clock.instant();
    }

    /** A moment on the page's own clock, with its offset. */
    public OffsetDateTime local(Instant instant) {
        return instant.atZone(zone).toOffsetDateTime();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    Instant beginningOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** @param day the day of the page, or {@code null} when it has none */
    Span span(Booking booking, LocalDate day) {
        OffsetDateTime start =
                OffsetDateTime.parse(booking.desired().path("startsAt").asText());
        OffsetDateTime end = OffsetDateTime.parse(
                        booking.desired().path("endsAt").asText())
                .withOffsetSameInstant(start.getOffset());
        String from = TIME.format(start);
        String to = TIME.format(end);
        LocalDate first = start.toLocalDate();
        LocalDate last = end.toLocalDate();
        if (first.equals(last)) {
            String times = from + "–" + to;
            return new Span(first.equals(day) ? times : DATE.format(first) + ", " + times, foreign(start));
        }
        if (day == null) {
            return new Span(DATE.format(first) + ", " + from + " – " + DATE.format(last) + ", " + to, foreign(start));
        }
        String part = day.equals(first) ? "from " + from : day.equals(last) ? "until " + to : "all day";
        return new Span(part, DATE.format(first) + " – " + DATE.format(last));
    }

    private String foreign(OffsetDateTime time) {
        boolean ours = zone.getRules().getOffset(time.toInstant()).equals(time.getOffset());
        return ours ? null : utc(time.getOffset());
    }

    static String utc(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
    }

    static String inWords(LocalDate day) {
        return DAY.format(day);
    }

    /** The time of day on the page's own clock. */
    String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    /** A moment of today by its time alone, any other with its date. */
    String lately(Instant instant) {
        boolean today = LocalDate.ofInstant(instant, zone).equals(today());
        return today ? time(instant) : moment(instant);
    }

    /** The same with seconds, for what happens just now. */
    String toTheSecond(Instant instant) {
        boolean today = LocalDate.ofInstant(instant, zone).equals(today());
        String time = SECOND.format(instant.atZone(zone));
        return today ? time : DATE.format(instant.atZone(zone)) + ", " + time;
    }

    /** A moment on the page's own clock. */
    String moment(Instant instant) {
        return DATE.format(instant.atZone(zone)) + ", " + TIME.format(instant.atZone(zone));
    }

    /** A moment on the clock of the place where the lesson was planned. */
    String moment(Instant instant, Booking booking) {
        ZoneOffset offset = OffsetDateTime.parse(
                        booking.desired().path("startsAt").asText())
                .getOffset();
        OffsetDateTime there = instant.atOffset(offset);
        String foreign = foreign(there);
        return DATE.format(there) + ", " + TIME.format(there) + (foreign == null ? "" : " " + foreign);
    }
}

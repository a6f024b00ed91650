package org.convene.page;

import io.quarkus.qute.TemplateData;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.convene.attendance.AttendanceSheet;
import org.convene.attendance.Attendee;
import org.convene.attendance.Interval;
import org.convene.attendance.MatchedBy;
import org.convene.attendance.Status;

/**
 * What {@code attendance.html} shows: a bar for each person over the time of the lesson. Places are shares of the width,
 * so that the picture fits a phone, a screen and a sheet of paper.
 *
 * @param note  what the picture still waits for, or {@code null}
 * @param start where the planned start is
 */
@TemplateData
public record AttendanceView(
        String note,
        String summary,
        String csvHref,
        String xlsxHref,
        List<Tick> ticks,
        String start,
        String plannedWidth,
        String end,
        List<Row> rows) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /** @param anchor which part of the text stands at {@code at}, as SVG calls it */
    @TemplateData
    public record Tick(String at, String text, String anchor, boolean planned) {}

    /**
     * @param sure   how the person was recognised, where that is worth a word; or {@code null}
     * @param spoken the bar in words
     * @param colour the name of the state's colour
     */
    @TemplateData
    public record Row(
            String name,
            String about,
            String sure,
            List<Bar> bars,
            String spoken,
            long minutes,
            String times,
            String status,
            String colour) {}

    /** @param kind {@code there}, or {@code late} and {@code early} for what was missed */
    @TemplateData
    public record Bar(String kind, String x, String width, String title) {}

    static AttendanceView of(AttendanceSheet sheet) {
        Scale scale = Scale.of(sheet);
        Interval planned = sheet.planned();
        String address = Addresses.lesson(sheet.id()) + "/attendance?format=";
        return new AttendanceView(
                sheet.why(),
                summary(sheet),
                address + "csv",
                address + "xlsx",
                ticks(sheet, scale),
                scale.at(planned.from()),
                scale.width(planned),
                scale.at(planned.to()),
                sheet.people().stream().map(person -> row(sheet, person, scale)).toList());
    }

    private static String summary(AttendanceSheet sheet) {
        long expected = sheet.people().stream()
                .filter(person -> person.status() != Status.GUEST)
                .count();
        long seen = sheet.people().stream()
                .filter(person -> person.status() != Status.GUEST
                        && person.status() != Status.ABSENT
                        && person.status() != Status.UNKNOWN)
                .count();
        long guests = sheet.people().size() - expected;
        String text = seen + " of " + expected + " were there";
        return guests == 0 ? text : text + ", and " + guests + (guests == 1 ? " guest" : " guests");
    }

    private static List<Tick> ticks(AttendanceSheet sheet, Scale scale) {
        List<Tick> ticks = new ArrayList<>();
        for (Instant moment : scale.moments(sheet.planned())) {
            boolean planned = moment.equals(sheet.planned().from())
                    || moment.equals(sheet.planned().to());
            ticks.add(new Tick(scale.at(moment), time(sheet, moment), scale.anchor(moment), planned));
        }
        return ticks;
    }

    private static Row row(AttendanceSheet sheet, Attendee person, Scale scale) {
        List<Bar> bars = new ArrayList<>();
        missed(sheet, person).forEach(bar -> bars.add(bar(sheet, scale, bar.kind(), bar.time())));
        person.intervals().forEach(visit -> bars.add(bar(sheet, scale, "there", visit)));
        String name = person.name() == null ? "Somebody without a name" : person.name();
        String times = person.intervals().isEmpty()
                ? ""
                : time(sheet, person.firstSeen()) + "–" + time(sheet, person.lastSeen());
        String status = person.status().word().replace('-', ' ');
        return new Row(
                name,
                about(person),
                sure(person.matchedBy()),
                bars,
                name + ": " + status + (times.isEmpty() ? "" : ", " + times) + ", " + person.minutes() + " min",
                person.minutes(),
                times,
                status,
                colour(person.status()));
    }

    private record Missed(String kind, Interval time) {}

    private static List<Missed> missed(AttendanceSheet sheet, Attendee person) {
        List<Missed> missed = new ArrayList<>();
        List<Interval> there = person.inLesson();
        if (person.status().isLate()) {
            missed.add(new Missed(
                    "late", new Interval(sheet.planned().from(), there.get(0).from())));
        }
        if (person.status().hasLeftEarly()) {
            Instant went = there.get(there.size() - 1).to();
            missed.add(new Missed("early", new Interval(went, sheet.planned().to())));
        }
        return missed;
    }

    private static Bar bar(AttendanceSheet sheet, Scale scale, String kind, Interval time) {
        String when = time(sheet, time.from()) + "–" + time(sheet, time.to());
        String title = kind.equals("there") ? when : (kind.equals("late") ? "late, " : "left early, ") + when;
        return new Bar(kind, scale.at(time.from()), scale.width(time), title);
    }

    private static String about(Attendee person) {
        if (person.status() == Status.GUEST) {
            return person.email() != null ? person.email() : person.id() != null ? person.id() : "not on the roster";
        }
        return person.role() + ", " + person.id();
    }

    private static String sure(MatchedBy by) {
        return by == null || by == MatchedBy.EXTERNAL_USER_ID
                ? null
                : "recognised by "
                        + switch (by) {
                            case EMAIL -> "e-mail";
                            case DIRECTORY -> "another address";
                            default -> "name";
                        };
    }

    private static String colour(Status status) {
        return switch (status) {
            case PRESENT -> "ready";
            case LATE, LEFT_EARLY, LATE_AND_LEFT_EARLY -> "pending";
            case ABSENT -> "failed";
            case GUEST, UNKNOWN -> "cancelled";
        };
    }

    private static String time(AttendanceSheet sheet, Instant moment) {
        return TIME.format(sheet.local(moment));
    }

    /** From the first to the last moment of the picture, with a margin. */
    private record Scale(Instant from, double millis) {
        private static final double MARGIN = 0.03;
        private static final double ROOM_OF_A_TEXT = 13;
        private static final double NEAR_THE_EDGE = 6;
        private static final int[] STEPS = {5, 10, 15, 20, 30, 60, 120, 240, 480, 1440};

        static Scale of(AttendanceSheet sheet) {
            Instant first = sheet.planned().from();
            Instant last = sheet.planned().to();
            for (Attendee person : sheet.people()) {
                if (!person.intervals().isEmpty()) {
                    first = person.firstSeen().isBefore(first) ? person.firstSeen() : first;
                    last = person.lastSeen().isAfter(last) ? person.lastSeen() : last;
                }
            }
            double margin = MARGIN * Duration.between(first, last).toMillis();
            return new Scale(
                    first.minusMillis((long) margin),
                    Duration.between(first, last).toMillis() + 2 * margin);
        }

        private double percent(Instant moment) {
            return 100 * Duration.between(from, moment).toMillis() / millis;
        }

        String at(Instant moment) {
            return written(percent(moment));
        }

        /** Wide enough to be seen. */
        String width(Interval time) {
            return written(Math.max(0.4, percent(time.to()) - percent(time.from())));
        }

        String anchor(Instant moment) {
            double percent = percent(moment);
            return percent < NEAR_THE_EDGE ? "start" : percent > 100 - NEAR_THE_EDGE ? "end" : "middle";
        }

        /** The planned start and end, and round times between them as far as their texts have room. */
        List<Instant> moments(Interval planned) {
            List<Instant> moments = new ArrayList<>(List.of(planned.from(), planned.to()));
            for (int step : STEPS) {
                if (100 * step * 60_000 / millis >= ROOM_OF_A_TEXT) {
                    long stride = step * 60_000L;
                    long next = from.toEpochMilli() / stride * stride + stride;
                    for (; next < from.toEpochMilli() + millis; next += stride) {
                        Instant moment = Instant.ofEpochMilli(next);
                        boolean inside = anchor(moment).equals("middle");
                        if (inside && moments.stream().allMatch(other -> haveRoom(moment, other))) {
                            moments.add(moment);
                        }
                    }
                    break;
                }
            }
            return moments;
        }

        private boolean haveRoom(Instant one, Instant other) {
            return Math.abs(percent(one) - percent(other)) >= ROOM_OF_A_TEXT;
        }

        private static String written(double percent) {
            return String.format(Locale.ROOT, "%.2f%%", percent);
        }
    }
}

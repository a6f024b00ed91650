package org.convene.attendance;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.convene.ops.Settings;

/**
 * When somebody counts as present, late or gone early.
 *
 * @param lateAfter      who comes later than this after the planned start is late
 * @param earlyBefore    who goes sooner than this before the planned end left early
 * @param presentAtLeast how much of the planned time one must be there, else one is absent
 * @param before         how long before the planned start visits are looked at
 * @param after          how long after the planned end
 */
public record AttendanceRules(
        Duration lateAfter, Duration earlyBefore, AtLeast presentAtLeast, Duration before, Duration after) {

    private static final String PRESENT_AT_LEAST = "convene.attendance.present-at-least";

    /** A time, or a share of the planned time. */
    public record AtLeast(Duration time, BigDecimal percent) {
        /** Of a lesson that is shorter, all of it is enough. */
        Duration of(Duration planned) {
            if (percent != null) {
                long millis = percent.multiply(BigDecimal.valueOf(planned.toMillis()))
                        .movePointLeft(2)
                        .longValue();
                return Duration.ofMillis(millis);
            }
            return time.compareTo(planned) < 0 ? time : planned;
        }

        @Override
        public String toString() {
            return percent == null ? time.toString() : percent.toPlainString() + "%";
        }
    }

    public static AttendanceRules of(Settings settings) {
        return new AttendanceRules(
                settings.duration("convene.attendance.late-after"),
                settings.duration("convene.attendance.early-before"),
                atLeast(settings),
                settings.duration("convene.attendance.window-before"),
                settings.duration("convene.attendance.window-after"));
    }

    private static AtLeast atLeast(Settings settings) {
        String text = settings.text("convene.attendance.present-at-least");
        if (!text.endsWith("%")) {
            return new AtLeast(settings.duration(PRESENT_AT_LEAST), null);
        }
        try {
            BigDecimal percent =
                    new BigDecimal(text.substring(0, text.length() - 1).strip());
            if (percent.signum() >= 0 && percent.compareTo(BigDecimal.valueOf(100)) <= 0) {
                return new AtLeast(null, percent);
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw Settings.wrong(PRESENT_AT_LEAST, "is '" + text + "', which is no share", "50% or 20m");
    }

    /** The time around a lesson that is looked at; a visit outside of it belongs to something else. */
    Interval window(Interval planned) {
        return new Interval(planned.from().minus(before), planned.to().plus(after));
    }

    /** What {@code inLesson}, without overlaps, means; nobody is gone or absent as long as more may come. */
    Status status(Interval planned, List<Interval> inLesson, boolean complete) {
        if (inLesson.isEmpty()) {
            return complete ? Status.ABSENT : Status.UNKNOWN;
        }
        if (complete && Interval.total(inLesson).compareTo(presentAtLeast.of(planned.length())) < 0) {
            return Status.ABSENT;
        }
        Instant came = inLesson.get(0).from();
        Instant went = inLesson.get(inLesson.size() - 1).to();
        boolean late = came.isAfter(planned.from().plus(lateAfter));
        boolean early = complete && went.isBefore(planned.to().minus(earlyBefore));
        if (late) {
            return early ? Status.LATE_AND_LEFT_EARLY : Status.LATE;
        }
        return early ? Status.LEFT_EARLY : Status.PRESENT;
    }
}

package org.convene.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Reads a point in time with its offset from UTC (ISO 8601, as in RFC 3339), or says what to write instead. */
sealed interface OffsetTime {

    record Read(OffsetDateTime time) implements OffsetTime {}

    record Unreadable(String why) implements OffsetTime {}

    String EXAMPLE = "2026-11-23T09:00:00+03:00";
    int LONGEST_QUOTE = 40;

    Pattern OFFSET_WITHOUT_COLON = Pattern.compile(".*\\d[+-](\\d{2}|\\d{4})");
    Pattern RIGHT_FORM =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?([Zz]|[+-]\\d\\d:\\d\\d)?");

    static OffsetTime read(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            // Databases and vendors end here; Java would go on to the year 999999999.
            return time.getYear() < 1970 || time.getYear() > 9999
                    ? new Unreadable("must be in a year from 1970 to 9999")
                    : new Read(time);
        } catch (DateTimeException notThatForm) {
            return new Unreadable(why(text));
        }
    }

    private static String why(String text) {
        if (reads(() -> LocalDateTime.parse(text))) {
            return "has no offset from UTC; write it like " + EXAMPLE + ", or in UTC like 2026-11-23T06:00:00Z";
        }
        if (reads(() -> LocalDate.parse(text))) {
            return "is a date without a time; write it like " + EXAMPLE;
        }
        if (RIGHT_FORM.matcher(text).matches()) {
            return "is not a real date and time" + (text.length() <= LONGEST_QUOTE ? ": `" + text + "`" : "");
        }
        if (text.indexOf('T') > 0 && OFFSET_WITHOUT_COLON.matcher(text).matches()) {
            return "needs the offset as hours and minutes with a colon; write it like " + EXAMPLE;
        }
        return "is not a date and time; write it like " + EXAMPLE;
    }

    private static boolean reads(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeException no) {
            return false;
        }
    }
}

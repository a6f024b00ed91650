package org.convene.calendar.ical;

/** What a calendar says, fit to be shown in a message: short, and without characters that steer a terminal or a log. */
final class Shown {

    private static final int LENGTH = 60;

    private Shown() {}

    static String of(String text) {
        String plain = text.strip().replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= LENGTH ? plain : plain.substring(0, LENGTH) + "…";
    }
}

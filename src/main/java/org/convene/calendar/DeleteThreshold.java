package org.convene.calendar;

import org.convene.ops.Settings;

/**
 * How many of a calendar's events may vanish in one sync before a person is asked: a number, or a share of those known
 * ({@code 20%}; five are always allowed). An empty listing is never believed.
 */
public record DeleteThreshold(int number, boolean percent) {
    private static final int ALWAYS = 5;

    static DeleteThreshold of(String key, String text) {
        try {
            boolean percent = text.endsWith("%");
            int number = Integer.parseInt(
                    percent ? text.substring(0, text.length() - 1).strip() : text);
            if (number >= 0 && (!percent || number <= 100)) {
                return new DeleteThreshold(number, percent);
            }
        } catch (NumberFormatException unusable) {
            // said below
        }
        throw Settings.wrong(key, "is '" + text + "', which is no number and no share of 0% to 100%", "20%");
    }

    /** Whether it is more than anybody should believe. */
    public boolean isExceeded(int vanished, int known) {
        return vanished > (percent ? Math.max(ALWAYS, (long) known * number / 100) : number);
    }
}

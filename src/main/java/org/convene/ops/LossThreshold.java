package org.convene.ops;

/**
 * How much may vanish from a source in one reading before a person is asked: a number, or a share of what was known
 * ({@code 20%}; five are always allowed). An empty reading is never believed; that is the reader's to see.
 */
public record LossThreshold(int number, boolean percent) {
    private static final int ALWAYS = 5;

    /** @param key of the configuration, for the complaint */
    public static LossThreshold of(String key, String text) {
        try {
            boolean percent = text.endsWith("%");
            int number = Integer.parseInt(
                    percent ? text.substring(0, text.length() - 1).strip() : text);
            if (number >= 0 && (!percent || number <= 100)) {
                return new LossThreshold(number, percent);
            }
        } catch (NumberFormatException unusable) {
            // said below
        }
        throw Settings.wrong(key, "is '" + text + "', which is no number and no share of 0% to 100%", "20%");
    }

    /** Whether it is more than anybody should believe. */
    public boolean isExceeded(long vanished, long known) {
        return vanished > (percent ? Math.max(ALWAYS, known * number / 100) : number);
    }

    /** As it is written. */
    @Override
    public String toString() {
        return percent ? number + "%" : String.valueOf(number);
    }
}

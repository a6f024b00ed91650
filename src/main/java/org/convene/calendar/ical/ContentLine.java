package org.convene.calendar.ical;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One content line of an iCalendar text (RFC 5545 §3.1), unfolded.
 *
 * @param start where its first physical line begins in the text
 * @param end where its last physical line ends, behind the line break
 * @param name in capitals; empty for a line that is none, such as a blank one
 * @param parameters by name in capitals, each with its values as they are meant (RFC 6868), without quotation marks
 * @param value as it is written, escapes included
 */
record ContentLine(int start, int end, String name, Map<String, List<String>> parameters, String value) {

    /** The first value of a parameter, or empty text. */
    String parameter(String parameter) {
        List<String> values = parameters.get(parameter);
        return values == null ? "" : values.get(0);
    }

    boolean begins(String component) {
        return name.equals("BEGIN") && value.strip().equalsIgnoreCase(component);
    }

    /** The value without white space around it, in capitals: for values that are words of the standard. */
    String word() {
        return value.strip().toUpperCase(Locale.ROOT);
    }
}

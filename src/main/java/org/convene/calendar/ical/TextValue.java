package org.convene.calendar.ical;

import java.util.ArrayList;
import java.util.List;

/** Values of type TEXT (RFC 5545 §3.3.11). */
final class TextValue {

    private TextValue() {}

    static String read(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == '\\' && at + 1 < value.length()) {
                char next = value.charAt(++at);
                text.append(next == 'n' || next == 'N' ? '\n' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    static String written(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\\n")
                .replace("\n", "\\n");
    }

    /** The texts of a list, split at commas that are not escaped; blank ones are left out. */
    static List<String> list(String value) {
        List<String> texts = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= value.length(); at++) {
            if (at == value.length() || value.charAt(at) == ',') {
                String text = read(value.substring(start, at)).strip();
                if (!text.isEmpty()) {
                    texts.add(text);
                }
                start = at + 1;
            } else if (value.charAt(at) == '\\') {
                at++;
            }
        }
        return texts;
    }
}

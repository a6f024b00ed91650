package org.convene.calendar.ical;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the content lines of an iCalendar text (RFC 5545 §3.1) and knows where each one stands in it. Never fails: what is no
 * content line comes as one without a name. Lines may end in CRLF, in LF, or in CR CR LF as texts that were converted twice do.
 */
final class ContentLines {

    /** How Outlook's names of zones begin; some programs write them without the quotation marks that their colon asks for. */
    private static final Pattern ZONE_WITH_COLON =
            Pattern.compile("TZID=(?:\\((?:UTC|GMT)[+-]\\d{2}:\\d{2}\\)|tzone:)", Pattern.CASE_INSENSITIVE);

    private ContentLines() {}

    static List<ContentLine> of(String text) {
        List<ContentLine> lines = new ArrayList<>();
        int at = text.startsWith("\uFEFF") ? 1 : 0;
        while (at < text.length()) {
            int end = endOfFolded(text, at);
            lines.add(line(text, at, end));
            at = end;
        }
        return lines;
    }

    /** Where the physical line that begins at {@code at} ends, behind its line break. */
    static int endOfPhysical(String text, int at) {
        int feed = text.indexOf('\n', at);
        return feed < 0 ? text.length() : feed + 1;
    }

    /** Where the line break at the end of the stretch begins; {@code end} if there is none. */
    static int lineBreak(String text, int start, int end) {
        int at = end;
        if (at > start && text.charAt(at - 1) == '\n') {
            at--;
            while (at > start && text.charAt(at - 1) == '\r') {
                at--;
            }
        }
        return at;
    }

    static boolean folded(String text, int at) {
        return at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
    }

    static String unfolded(String text, int start, int end) {
        StringBuilder line = new StringBuilder(end - start);
        for (int at = start; at < end; ) {
            int next = Math.min(end, endOfPhysical(text, at));
            line.append(
                    text, at == start ? at : at + 1, Math.max(lineBreak(text, at, next), at == start ? at : at + 1));
            at = next;
        }
        return line.toString();
    }

    private static int endOfFolded(String text, int start) {
        int end = endOfPhysical(text, start);
        while (folded(text, end)) {
            end = endOfPhysical(text, end);
        }
        return end;
    }

    private static ContentLine line(String text, int start, int end) {
        String line = unfolded(text, start, end);
        int at = nameEnd(line);
        int colon = at;
        Map<String, List<String>> parameters = Map.of();
        if (at < line.length() && line.charAt(at) == ';') {
            parameters = new LinkedHashMap<>();
            colon = readParameters(line, at, parameters);
        }
        if (colon >= line.length()) {
            return new ContentLine(start, end, "", Map.of(), line);
        }
        String name = line.substring(0, at).strip().toUpperCase(Locale.ROOT);
        return new ContentLine(start, end, name, parameters, line.substring(colon + 1));
    }

    private static int nameEnd(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) != ':' && line.charAt(at) != ';') {
            at++;
        }
        return at;
    }

    /** Where the colon stands behind the parameters; the line's length if there is none. */
    private static int readParameters(String line, int semicolon, Map<String, List<String>> parameters) {
        int at = semicolon;
        while (at < line.length() && line.charAt(at) != ':') {
            int end = parameterEnd(line, at + 1);
            readParameter(line.substring(at + 1, end), parameters);
            at = end;
        }
        return at;
    }

    private static int parameterEnd(String line, int start) {
        boolean quoted = false;
        Matcher zone = ZONE_WITH_COLON.matcher(line).region(start, line.length());
        int at = zone.lookingAt() ? zone.end() : start;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ':' || c == ';')) {
                break;
            }
        }
        return at;
    }

    private static void readParameter(String parameter, Map<String, List<String>> parameters) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return;
        }
        String name = parameter.substring(0, equals).strip().toUpperCase(Locale.ROOT);
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int at = equals + 1; at < parameter.length(); at++) {
            char c = parameter.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted && !name.equals("TZID")) {
                values.add(meant(value.toString()));
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        String rest = meant(value.toString());
        // One name, with commas that should have been quoted; some programs put a backslash there as in a text.
        values.add(name.equals("TZID") ? rest.replace("\\,", ",") : rest);
        parameters.putIfAbsent(name, values);
    }

    /** RFC 6868: a circumflex stands before what a parameter cannot hold. */
    private static String meant(String value) {
        if (value.indexOf('^') < 0) {
            return value;
        }
        StringBuilder meant = new StringBuilder();
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            char next = at + 1 < value.length() ? value.charAt(at + 1) : 0;
            if (c == '^' && (next == 'n' || next == '\'' || next == '^')) {
                meant.append(next == 'n' ? '\n' : next == '\'' ? '"' : '^');
                at++;
            } else {
                meant.append(c);
            }
        }
        return meant.toString();
    }
}

package org.convene.calendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One VEVENT as the calendar shows it, taken apart by hand.
 *
 * @param lines its own lines, unfolded and sorted, without what the hub wrote
 * @param marks what the hub wrote, by the property's name
 * @param links where its marks lead
 */
record ShownEvent(List<String> lines, Map<String, String> marks, TreeSet<String> links, int places) {
    private static final Pattern LINE = Pattern.compile("(?:\\\\[nN])?(Video meeting: ([^\\s\\\\]+) \\(Convene\\))$");
    private static final Pattern MARK = Pattern.compile("(CONFERENCE|URL);.*X-CONVENE.*?:(http.*)");

    static List<ShownEvent> all(String text) {
        List<ShownEvent> events = new ArrayList<>();
        List<String> event = null;
        for (String line : text.replaceAll("\r?\n[ \t]", "").split("\r?\n")) {
            if (line.equals("BEGIN:VEVENT")) {
                event = new ArrayList<>();
            }
            if (event != null) {
                event.add(line);
            }
            if (line.equals("END:VEVENT")) {
                events.add(of(event));
                event = null;
            }
        }
        return events;
    }

    static ShownEvent of(List<String> event) {
        List<String> lines = new ArrayList<>();
        Map<String, String> marks = new HashMap<>();
        TreeSet<String> links = new TreeSet<>();
        int places = 0;
        for (String line : event) {
            Matcher mark = MARK.matcher(line);
            Matcher said = LINE.matcher(line);
            if (mark.matches()) {
                marks.put(mark.group(1), line);
                links.add(mark.group(2));
                places++;
            } else if (line.startsWith("DESCRIPTION") && said.find()) {
                marks.put("DESCRIPTION", said.group(1));
                links.add(said.group(2));
                places++;
                String before = line.substring(0, said.start());
                if (!before.endsWith(":")) {
                    lines.add(before);
                }
            } else if (!line.equals(
                    "DESCRIPTION:")) { // a client that keeps the line and drops its parameter leaves this

                lines.add(line);
            }
        }
        lines.sort(null);
        return new ShownEvent(lines, marks, links, places);
    }
}

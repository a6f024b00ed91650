package org.convene.terminal.stream;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one event of a stream: {@code START-POSITION}. Positions count the events of all terminals since the hub started;
 * the start tells those of one run of the hub from those of another, so that an id never means two events.
 */
record EventId(String start, long position) {
    private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,13})-(\\d{1,18})");

    /** Where in this run of the hub {@code text} is; empty when it comes from another run, or is no id. */
    static OptionalLong position(String text, String start) {
        Matcher id = FORM.matcher(text);
        return id.matches() && id.group(1).equals(start)
                ? OptionalLong.of(Long.parseLong(id.group(2)))
                : OptionalLong.empty();
    }

    @Override
    public String toString() {
        return start + "-" + position;
    }
}

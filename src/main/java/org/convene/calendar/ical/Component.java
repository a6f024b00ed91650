package org.convene.calendar.ical;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A component of a calendar text (RFC 5545 §3.6): its own lines and the components in it. */
final class Component {

    private final String name;
    private final ContentLine begin;
    private final List<ContentLine> lines = new ArrayList<>();
    private final List<Component> components = new ArrayList<>();
    private ContentLine end;

    private Component(String name, ContentLine begin) {
        this.name = name;
        this.begin = begin;
    }

    /** The outermost components of a text. An END nobody waits for is passed over; a missing END leaves {@link #complete()} false. */
    static List<Component> read(String text) {
        List<Component> roots = new ArrayList<>();
        Deque<Component> open = new ArrayDeque<>();
        Map<String, Integer> waiting = new HashMap<>();
        for (ContentLine line : ContentLines.of(text)) {
            if (line.name().equals("BEGIN")) {
                Component component = new Component(line.word(), line);
                (open.isEmpty() ? roots : open.peek().components).add(component);
                open.push(component);
                waiting.merge(component.name, 1, Integer::sum);
            } else if (line.name().equals("END")) {
                close(open, waiting, line);
            } else if (!open.isEmpty() && !line.name().isEmpty()) {
                open.peek().lines.add(line);
            }
        }
        return roots;
    }

    /** What waits is counted by name, so that a text of many BEGINs and ENDs that do not fit is read in linear time. */
    private static void close(Deque<Component> open, Map<String, Integer> waiting, ContentLine line) {
        if (waiting.getOrDefault(line.word(), 0) == 0) {
            return;
        }
        Component closed;
        do {
            closed = open.pop();
            waiting.merge(closed.name, -1, Integer::sum);
        } while (!closed.name.equals(line.word()));
        closed.end = line;
    }

    String name() {
        return name;
    }

    boolean complete() {
        return end != null;
    }

    List<Component> components(String name) {
        return components.stream()
                .filter(component -> component.name.equals(name))
                .toList();
    }

    List<Component> components() {
        return components;
    }

    List<ContentLine> lines() {
        return lines;
    }

    Stream<ContentLine> lines(String name) {
        return lines.stream().filter(line -> line.name().equals(name));
    }

    Optional<ContentLine> line(String name) {
        return lines(name).findFirst();
    }

    /** The first such property's text, or empty text. */
    String text(String name) {
        return line(name).map(line -> TextValue.read(line.value())).orElse("");
    }

    /** Where the component begins in the text. */
    int start() {
        return begin.start();
    }

    /** Where a complete component ends in the text. */
    int end() {
        return end.end();
    }

    /** Where its line END begins. */
    int endLine() {
        return end.start();
    }
}

package org.convene.sandbox.moodle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The rows of a Moodle: courses, people, enrolments, events. Set by the back office, read and written by web services. */
final class Site {
    private static final String ID = "id";

    private final Runnable changed;
    private final Map<Table, Map<Long, ObjectNode>> rows = new EnumMap<>(Table.class);
    /** Enrolments and memberships by course and group: they are many. */
    private final Map<String, List<ObjectNode>> found = new HashMap<>();

    private List<String> withheld;

    Site(Snapshot before, Runnable changed) {
        this.changed = changed;
        restore(before);
    }

    synchronized void restore(Snapshot before) {
        for (Table table : Table.values()) {
            rows.put(table, new TreeMap<>(before.rows().getOrDefault(table, Map.of())));
        }
        withheld = before.withheld();
        touched();
    }

    synchronized Snapshot snapshot() {
        Map<Table, Map<Long, ObjectNode>> copy = new EnumMap<>(Table.class);
        rows.forEach((table, all) -> {
            Map<Long, ObjectNode> copied = new TreeMap<>();
            all.forEach((id, row) -> copied.put(id, row.deepCopy()));
            copy.put(table, copied);
        });
        return new Snapshot(copy, withheld);
    }

    /** Writes a row, with a number of its own where it has none. */
    synchronized ObjectNode put(Table table, ObjectNode row) {
        Map<Long, ObjectNode> all = rows.get(table);
        long id = row.path(ID).asLong(0);
        if (id == 0) {
            id = all.keySet().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
            row.put(ID, id);
        }
        all.put(id, row);
        touched();
        return row;
    }

    synchronized boolean remove(Table table, long id) {
        boolean was = rows.get(table).remove(id) != null;
        touched();
        return was;
    }

    synchronized Optional<ObjectNode> row(Table table, long id) {
        return Optional.ofNullable(rows.get(table).get(id));
    }

    synchronized List<ObjectNode> all(Table table, Predicate<ObjectNode> wanted) {
        return rows.get(table).values().stream().filter(wanted).toList();
    }

    /** The rows in which {@code field} is {@code value}. */
    synchronized List<ObjectNode> of(Table table, String field, long value) {
        if (found.isEmpty()) {
            index(Table.ENROLMENTS, "courseid");
            index(Table.MEMBERS, "userid");
            index(Table.EVENTS, "courseid");
        }
        return found.getOrDefault(table + " " + field + " " + value, List.of());
    }

    private void index(Table table, String field) {
        for (ObjectNode row : rows.get(table).values()) {
            found.computeIfAbsent(table + " " + field + " " + row.path(field).asLong(), key -> new ArrayList<>())
                    .add(row);
        }
    }

    synchronized List<String> withheld() {
        return withheld;
    }

    synchronized void withhold(List<String> functions) {
        withheld = List.copyOf(functions);
        touched();
    }

    private void touched() {
        found.clear();
        changed.run();
    }
}

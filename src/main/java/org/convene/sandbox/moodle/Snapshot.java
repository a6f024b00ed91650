package org.convene.sandbox.moodle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything the site remembers, at one moment; the content of the state file.
 *
 * @param withheld functions that the web service does not have
 */
record Snapshot(Map<Table, Map<Long, ObjectNode>> rows, List<String> withheld) {

    static Snapshot empty() {
        Map<Table, Map<Long, ObjectNode>> rows = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            rows.put(table, new TreeMap<>());
        }
        return new Snapshot(rows, List.of());
    }
}

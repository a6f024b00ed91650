package org.convene.people.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convene.people.Roster;
import org.convene.people.RosterListener;
import org.convene.people.csv.DropDirectory.Dropped;

/**
 * One CSV file as a roster.
 *
 * @param isWhole  everybody is in the file
 * @param writable whether lines that cannot be used may be written beside it
 * @param today    on which somebody's last day is over or not
 */
record CsvRoster(Dropped file, boolean isWhole, boolean writable, CsvMappings mappings, LocalDate today)
        implements Roster {
    static final String SOURCE = "csv";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public String origin() {
        return file.name();
    }

    @Override
    public void read(RosterListener listener) throws IOException {
        TextFile text = TextFile.of(() -> new FileInputStream(file.path().toFile()));
        try (CsvTable table = CsvTable.open(text);
                RejectedRows rejected = new RejectedRows(file.path(), writable)) {
            new Pass(table, new Telling(listener, rejected, isWhole), listener).run();
        }
        file.requireUnchanged();
    }

    private final class Pass {
        private final CsvTable table;
        private final Telling telling;
        private final RosterListener listener;
        private final Map<String, String> fields;
        private final Set<String> groups = new HashSet<>();

        private Pass(CsvTable table, Telling telling, RosterListener listener) throws BrokenFile {
            this.table = table;
            this.telling = telling;
            this.listener = listener;
            this.fields = mappings.fields(table.header());
        }

        private void run() throws IOException {
            long told = 0;
            Optional<CsvLine> line;
            while ((line = table.next()).isPresent()) {
                told++;
                if (line.get() instanceof CsvLine.Row row) {
                    tell(row);
                } else if (line.get() instanceof CsvLine.Ragged ragged) {
                    boolean certain = "key".equals(fields.get(table.header().get(0)));
                    telling.reject(ragged, certain ? ragged.cells().get(0) : null, ragged.reason());
                }
            }
            if (told == 0 && isWhole) {
                throw new BrokenFile("it has a header and nobody below");
            }
        }

        private void tell(CsvLine.Row row) throws IOException {
            JsonNode mapped;
            try {
                mapped = mappings.person(named(row), today);
            } catch (IllegalArgumentException noAnswer) {
                telling.reject(row, null, noAnswer.getMessage());
                return;
            }
            for (JsonNode group : mapped.path("groups")) {
                if (groups.add(group.asText())) {
                    listener.group(JSON.objectNode().put("key", group.asText()).put("name", group.asText()));
                }
            }
            telling.tell(row, mapped);
        }

        /** A column whose name is known goes by the field's name; the others keep theirs. */
        private ObjectNode named(CsvLine.Row row) {
            ObjectNode values = JSON.objectNode();
            row.values().forEach((column, value) -> values.put(fields.getOrDefault(column, column), value));
            return values;
        }
    }
}

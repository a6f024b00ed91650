package org.convene.people.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.convene.people.RosterListener;

/** Tells of the people of one file, each once, and puts lines that cannot be used into the file of rejected ones. */
final class Telling {
    private final RosterListener listener;
    private final RejectedRows rejected;
    private final boolean whole;
    private final Map<String, Long> lines = new HashMap<>();

    Telling(RosterListener listener, RejectedRows rejected, boolean whole) {
        this.listener = listener;
        this.rejected = rejected;
        this.whole = whole;
    }

    /** @param mapped a person, or {@code {left: key}}: where everybody is told of, whoever left is just not */
    void tell(CsvLine line, JsonNode mapped) throws IOException {
        String key = mapped.path(mapped.has("left") ? "left" : "key").asText("");
        Long before = key.isEmpty() ? null : lines.putIfAbsent(key, line.number());
        if (key.isEmpty()) {
            reject(line, null, "it does not say who it is about: there is no key");
        } else if (before != null) {
            reject(line, key, "line " + before + " has the same key");
        } else if (mapped.has("left")) {
            if (!whole) {
                listener.left(key);
            }
        } else {
            Optional<String> wrong = listener.person(where(line), (ObjectNode) mapped);
            if (wrong.isPresent()) {
                rejected.add(line.number(), line.cells(), wrong.get());
            }
        }
    }

    private static String where(CsvLine line) {
        return "line " + line.number();
    }

    /** @param key whom it is about, or {@code null} when that is not certain */
    void reject(CsvLine line, String key, String reason) throws IOException {
        rejected.add(line.number(), line.cells(), reason);
        listener.unusable(where(line), key == null || key.isBlank() ? null : key, reason);
    }

    /** Whether a line told of this key. */
    boolean hasTold(String key) {
        return lines.containsKey(key);
    }
}

package org.convene.people.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A row of the directory.
 *
 * @param attributes as in {@code person.schema.json} without key and active; {@code groups} and {@code manager} are texts of
 *                   {@link RecordKey}
 * @param tellAt     since when followers are to be told, or {@code null}
 */
record StoredPerson(
        String id,
        long version,
        boolean active,
        Instant leftAt,
        boolean gone,
        ObjectNode attributes,
        Instant tellAt,
        Instant updatedAt) {
    String name() {
        return PersonName.of(attributes, "");
    }

    StoredPerson gone(Instant now) {
        return new StoredPerson(id, version + 1, active, leftAt, true, attributes, now, now);
    }
}

package org.convene.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** Hears what a {@link Roster} has, record by record; keeps no more of it in memory than a portion. */
public interface RosterListener {
    /**
     * A person by {@code person.schema.json}. One that is not in order is noted as {@link #unusable}; a key told twice is a
     * mistake of the source, and listed.
     *
     * @param where a line or a name by which it is found in the source
     * @return what has to be corrected, naming each field
     */
    Optional<String> person(String where, ObjectNode person) throws IOException;

    /** The same of one that is found in the source by its key. */
    default void person(ObjectNode person) throws IOException {
        person(person.path("key").asText(""), person);
    }

    /** A group: {@code {key, name}}. People name the keys of theirs. */
    void group(ObjectNode group) throws IOException;

    /** In a reading of changes: the person with this key is not there any more. */
    void left(String key) throws IOException;

    /**
     * A record that cannot be used. Whoever it was about is left as known.
     *
     * @param where  a line or a name by which it is found in the source
     * @param key    the person's key, or {@code null} when even that cannot be told
     */
    void unusable(String where, String key, String reason) throws IOException;
}

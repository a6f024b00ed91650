package org.convene.people.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one reading of a source went.
 *
 * @param origin  a file's name, a part of a tree
 * @param people  how many were told of
 * @param changes how many changes followed
 * @param problem why nothing of it is used, or why it waits for somebody; in plain words
 */
public record Reading(
        String source,
        String origin,
        Instant began,
        Duration took,
        long people,
        long changes,
        Optional<String> problem) {

    /** As health says it. */
    public String words() {
        return problem.map(words -> origin + " at " + began + ": " + words)
                .orElseGet(() -> origin + " at " + began + ": " + people + " people, " + changes + " changes, "
                        + took.toMillis() + " ms");
    }
}

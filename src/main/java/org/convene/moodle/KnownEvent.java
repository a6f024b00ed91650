package org.convene.moodle;

import java.time.Instant;
import java.util.Optional;

/**
 * An event as it was last read.
 *
 * @param print   a hash of the event and of its course's print; the same again means that nothing is to be done
 * @param wanted  whether the ledger was told to have the lesson
 * @param problem why it is no lesson, though it should be
 */
record KnownEvent(
        long id, long course, String lesson, String print, boolean wanted, Instant endsAt, Optional<String> problem) {}

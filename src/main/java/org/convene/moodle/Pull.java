package org.convene.moodle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.convene.booking.Change;

/** One reading of Moodle: what it found so far. */
final class Pull {
    /** An event that is not as it was; {@code before} is {@code null} when it was not known. */
    record News(ObjectNode event, String print, KnownEvent before) {}

    final PullState.Now before;
    final boolean full;
    final Instant now;
    /** Courses that are read, by number: those that are followed, or those of which Moodle said something. */
    final Map<Long, Course> courses = new LinkedHashMap<>();
    /** Courses whose events Moodle did not show us; nothing that is missing there counts. */
    final Set<Long> closed = new HashSet<>();
    /** Events that are there, whatever they are. */
    final Set<Long> heard = new HashSet<>();
    /** Lessons whose events were not named. */
    final List<KnownEvent> doubtful = new ArrayList<>();

    /** The roster in hand. */
    ArrayNode members;

    int asked;
    boolean moreMembers;

    /** The page in hand: what is to be stored of it. */
    final List<Change> changes = new ArrayList<>();

    final List<KnownEvent> rows = new ArrayList<>();
    /** The event in hand. */
    News news;

    Course rosterOf;
    ArrayNode roster;
    /** How many lessons vanished that nobody believes. */
    int held;

    Pull(PullState.Now before, boolean full, Instant now) {
        this.before = before;
        this.full = full;
        this.now = now;
    }
}

package org.convene.moodle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A course that is followed, without its roster.
 *
 * @param document {@code {id, name}}, as lessons name it
 * @param groups   those that somebody is in
 * @param print    a hash of the document and the roster
 * @param read     whether its roster was ever read
 */
record Course(long id, ObjectNode document, List<Long> groups, String print, boolean read) {}

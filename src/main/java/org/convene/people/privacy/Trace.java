package org.convene.people.privacy;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that is kept of a person.
 *
 * @param place   what keeps it, such as {@code lesson} or {@code call}
 * @param id      of the thing there, such as the lesson's id
 * @param at      where in it: a column, a JSON Pointer, the name of a file
 * @param content the thing itself
 * @param remains why the hub cannot take it away; {@code null} when it can
 */
record Trace(String place, String id, String at, JsonNode content, String remains) {}

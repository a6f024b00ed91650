package org.convene.people.reading;

import com.fasterxml.jackson.databind.JsonNode;

/** Puts a record of a source into other words. */
@FunctionalInterface
public interface Mapping {
    /** @throws IllegalArgumentException in words: the mapping has no answer for this record */
    JsonNode map(JsonNode record);
}

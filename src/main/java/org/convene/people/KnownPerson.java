package org.convene.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A person as all sources together have it.
 *
 * @param id         the hub's own key, which never changes
 * @param version    grows with every change
 * @param active     false: left, and to be kept out
 * @param attributes as in {@code person.schema.json}, each from the source that is believed for it; {@code manager} is a
 *                   person's id here, {@code groups} are {@code [{key, name}]}
 * @param leftAt     since when not active, or {@code null}
 * @param gone       the time of grace is over, or erased: nothing is to be kept anywhere
 */
public record KnownPerson(
        String id, long version, boolean active, ObjectNode attributes, Instant leftAt, boolean gone) {}

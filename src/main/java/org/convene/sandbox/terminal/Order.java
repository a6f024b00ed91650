package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A command that is being done, with its parameters checked.
 *
 * @param reply its documented fields, to be filled with what is true
 */
record Order(RoomTerminal terminal, Line line, ObjectNode params, ObjectNode reply) {

    boolean has(String name) {
        return params.hasNonNull(name);
    }

    JsonNode param(String name) {
        return params.path(name);
    }

    String text(String name) {
        return params.path(name).asText("");
    }

    long whole(String name) {
        return params.path(name).asLong();
    }

    boolean yes(String name) {
        return params.path(name).asBoolean();
    }

    Peer peer(String name) {
        return terminal.site().peer(text(name));
    }

    /** An event of this terminal. */
    void tell(ObjectNode event) {
        terminal.tell(event);
    }

    static void require(boolean good, String otherwise) {
        if (!good) {
            throw new Refusal(otherwise);
        }
    }
}

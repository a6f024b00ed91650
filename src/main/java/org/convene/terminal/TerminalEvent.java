package org.convene.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Something a terminal said by itself, or that we noticed about it.
 *
 * @param terminal its name in configuration
 * @param number   counts the events of this terminal since the hub started, from 1, without holes
 * @param at       when it was heard
 * @param name     the vendor's name of it, such as {@code conferenceCreated}; {@code unknown} for a frame that is no event, with
 *     what came in {@code raw}; {@code gap} when events may have been missed; {@code connection} when the state of its
 *     connection changed, with {@code state} and {@code why}
 * @param body     the event as it came, with {@code explained} words beside enumerated numbers; shared by all who hear it, so
 *     nobody changes it
 */
public record TerminalEvent(String terminal, long number, Instant at, String name, ObjectNode body) {
    public static final String UNKNOWN = "unknown";
    public static final String GAP = "gap";
    public static final String CONNECTION = "connection";
}

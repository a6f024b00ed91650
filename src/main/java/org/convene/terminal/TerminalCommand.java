package org.convene.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.convene.audit.Act;

/**
 * What a terminal is told to do.
 *
 * @param method       the command's name in the vendor's document, such as {@code call}
 * @param params       its parameters, without {@code method} and {@code requestId}
 * @param urgency      what goes first when several wait
 * @param awaitOutcome whether to wait for the event that tells what became of it: accepted is not done
 * @param patience     how long to wait for the reply, or the outcome; the configured time when empty. A command that waited as
 *     long to be sent is not sent any more
 * @param who          who asked: a token's name, a route's id; for the audit
 * @param door         by what way: api, page, route
 */
public record TerminalCommand(
        String method,
        ObjectNode params,
        Urgency urgency,
        boolean awaitOutcome,
        Optional<Duration> patience,
        String who,
        String door) {

    public enum Urgency {
        /** What people in the room wait for: hang up, stop the camera. */
        FIRST,
        USUAL,
        /** What the hub asks for itself. */
        LAST
    }

    public static TerminalCommand of(String method, ObjectNode params, String who) {
        return new TerminalCommand(
                method,
                params,
                urgency(method),
                false,
                Optional.empty(),
                who,
                Act.now().door());
    }

    public static TerminalCommand of(String method, String who) {
        return of(method, JsonNodeFactory.instance.objectNode(), who);
    }

    public TerminalCommand awaitingOutcome(boolean await) {
        return new TerminalCommand(method, params, urgency, await, patience, who, door);
    }

    public TerminalCommand within(Duration time) {
        return new TerminalCommand(method, params, urgency, awaitOutcome, Optional.of(time), who, door);
    }

    public TerminalCommand urgently(Urgency other) {
        return new TerminalCommand(method, params, other, awaitOutcome, patience, who, door);
    }

    private static Urgency urgency(String method) {
        return switch (method) {
            case "hangUp", "accept", "reject", "ptzStop", "setMicMute", "shutdownSystem" -> Urgency.FIRST;
            default -> Urgency.USUAL;
        };
    }
}

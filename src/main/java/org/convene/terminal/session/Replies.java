package org.convene.terminal.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Which reply belongs to which command: by {@code requestId}, and where the terminal gives none back, by method, first sent
 * first answered. A command nobody waits for any more keeps its place for a while, so that its late reply is not taken for
 * that of the next one.
 */
final class Replies {
    private static final long KEPT = TimeUnit.MINUTES.toNanos(1);
    /** Methods under which replies come besides their own, as the vendor's document prints them (trueconf-room C3). */
    private static final Map<String, Set<String>> PRINTED = Map.of(
            "renameGroup", Set.of("removeGroup"),
            "sendGroupMessage", Set.of("sendMessage"),
            "setModes", Set.of("setMicMute"),
            "acceptInvitationToPodium", Set.of("acceptInvintationToPodium"));

    private final Map<String, Pending> sent = new LinkedHashMap<>();

    void sent(Pending pending) {
        sent.put(pending.requestId, pending);
    }

    /** The command this is the reply to, taken out; nothing for one that is nobody's. */
    Optional<Pending> of(ObjectNode reply) {
        String id = reply.path("requestId").asText("");
        if (!id.isEmpty()) {
            return Optional.ofNullable(sent.remove(id));
        }
        String method = reply.path("method").asText("");
        return first(method.isEmpty() ? reply.path("peerDn").asText("") : method);
    }

    /** The first that was sent of those that answer to the method, taken out. */
    private Optional<Pending> first(String method) {
        Optional<Pending> found = sent.values().stream()
                .filter(pending -> answersTo(pending, method))
                .findFirst();
        found.ifPresent(pending -> sent.remove(pending.requestId));
        return found;
    }

    private static boolean answersTo(Pending pending, String method) {
        return pending.method().equals(method)
                || PRINTED.getOrDefault(pending.method(), Set.of()).contains(method);
    }

    /** A reply that comes in the shape of an event, as that to {@code getScheduler} does. */
    Optional<Pending> scheduler(ObjectNode event) {
        return event.path("requestId").asText("").isEmpty() ? first("getScheduler") : of(event);
    }

    /** Forgets those whose reply will not come any more. */
    void forgetBefore(long now) {
        Iterator<Pending> each = sent.values().iterator();
        while (each.hasNext()) {
            Pending pending = each.next();
            if (pending.result.isDone() && now - pending.deadline > KEPT) {
                each.remove();
            }
        }
    }

    /** All that were sent and not answered, taken out. */
    List<Pending> drain() {
        List<Pending> all = new ArrayList<>(sent.values());
        sent.clear();
        return all;
    }
}

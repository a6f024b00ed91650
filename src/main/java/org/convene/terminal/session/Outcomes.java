package org.convene.terminal.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.convene.terminal.TrueConfId;

/**
 * Which event tells what became of a command, since {@code result:true} only says that it was accepted (trueconf-room
 * C2.1). Events carry no {@code requestId}, so they are told by whom they are about.
 */
final class Outcomes {
    /**
     * @param field the field of the event that must be that of the command, where the event has it
     * @param good  whether it means that it was done
     */
    private record Ending(String event, String field, BiPredicate<ObjectNode, ObjectNode> when, boolean good) {}

    private static final String PEER = "peerId";
    private static final String CALL = "callId";

    private static final Map<String, List<Ending>> ENDINGS = Map.ofEntries(
            Map.entry(
                    "call",
                    List.of(good("conferenceCreated", PEER), bad("rejectReceived", PEER), bad("stopCalling", PEER))),
            Map.entry("accept", List.of(good("conferenceCreated", ""), bad("stopCalling", ""))),
            Map.entry("reject", List.of(good("rejectSent", ""))),
            Map.entry("createConference", List.of(good("conferenceCreated", ""))),
            Map.entry("hangUp", List.of(good("conferenceDeleted", ""), good("stopCalling", ""))),
            Map.entry(
                    "inviteToConference",
                    List.of(
                            good("newParticipantInConference", PEER),
                            good("peerAccepted", PEER),
                            bad("rejectReceived", PEER))),
            Map.entry("connectToServer", List.of(good("serverConnected", ""), bad("serverDisconnected", ""))),
            Map.entry("connectToService", List.of(good("serverConnected", ""), bad("serverDisconnected", ""))),
            Map.entry(
                    "login",
                    List.of(new Ending("login", "", (command, event) -> isSignedIn(event), true), bad("login", ""))),
            Map.entry("logout", List.of(good("logout", ""))),
            Map.entry("getContactDetails", List.of(good("detailsInfo", PEER))),
            Map.entry("sendMessage", List.of(good("chatMessageSent", PEER))),
            Map.entry("sendGroupMessage", List.of(good("groupChatMessageSent", ""))),
            Map.entry("sendCommand", List.of(good("commandSent", PEER))),
            Map.entry(
                    "requestParticipantCameraControl",
                    List.of(
                            good("outgoingRequestCameraControlAccepted", CALL),
                            bad("outgoingRequestCameraControlRejected", CALL))));

    private Outcomes() {}

    /** Whether some event tells what becomes of the command. */
    static boolean isTold(String method) {
        return ENDINGS.containsKey(method);
    }

    /** Whether the event ends the command, and if so, whether well. */
    static Optional<Boolean> of(Pending pending, String name, ObjectNode event) {
        ObjectNode params = pending.command.params();
        return ENDINGS.getOrDefault(pending.method(), List.of()).stream()
                .filter(ending -> ending.event().equals(name)
                        && isAbout(ending.field(), params, event)
                        && ending.when().test(params, event))
                .findFirst()
                .map(Ending::good);
    }

    /** A terminal tells people with their server, though they were named without. */
    private static boolean isAbout(String field, ObjectNode params, ObjectNode event) {
        JsonNode wanted = params.path(field);
        JsonNode told = event.path(field);
        return field.isEmpty()
                || told.isMissingNode()
                || wanted.isMissingNode()
                || TrueConfId.same(wanted.asText(), told.asText());
    }

    private static boolean isSignedIn(ObjectNode event) {
        return event.path("result").asInt(-1) == 0 || event.path("result").asInt(-1) == 1;
    }

    private static Ending good(String event, String field) {
        return new Ending(event, field, (command, told) -> true, true);
    }

    private static Ending bad(String event, String field) {
        return new Ending(event, field, (command, told) -> true, false);
    }
}

package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Cameras of other participants that the terminal turns, and requests to turn its own. */
final class RemoteCameras {

    private static final int UNAVAILABLE = 2;

    private final RoomTerminal terminal;
    private final Set<String> controlled = new LinkedHashSet<>(0);
    private final Set<String> incoming = new LinkedHashSet<>(0);
    private final Set<String> outgoing = new LinkedHashSet<>(0);

    RemoteCameras(RoomTerminal terminal) {
        this.terminal = terminal;
    }

    /** Another terminal is asked; who is none allows it a little later. */
    void requestParticipantCameraControl(Order order) {
        Meeting meeting = terminal.scene().calls().inMeeting();
        Peer peer = order.peer("callId");
        Order.require(meeting.person(peer.id()).isPresent(), "The user is not in the conference");
        outgoing.add(peer.id());
        tell("requestCameraControlSent", peer.id());
        Optional<RoomTerminal> other = terminal.site().signedIn(peer.id());
        if (other.isPresent()) {
            other.get().scene().remoteCameras().asked(terminal);
        } else {
            terminal.site().later(50, () -> answered(peer.id(), true, 0));
        }
    }

    private void asked(RoomTerminal by) {
        int access = terminal.scene().options().whole("cameraRemoteControlAccess");
        String id = by.peer().id();
        if (access == 1) {
            incoming.add(id);
            tell("requestCameraControlReceived", id);
        } else {
            by.site()
                    .later(
                            1,
                            () -> by.scene()
                                    .remoteCameras()
                                    .answered(terminal.peer().id(), access == 0, UNAVAILABLE));
        }
    }

    private void answered(String id, boolean yes, int reason) {
        if (!outgoing.remove(id)) {
            return;
        }
        if (yes) {
            controlled.add(id);
            tell("outgoingRequestCameraControlAccepted", id);
        } else {
            terminal.tell(RoomTerminal.event("outgoingRequestCameraControlRejected")
                    .put("callId", id)
                    .put("reason", reason));
        }
    }

    void acceptRequestCameraControl(Order order) {
        String id = waiting(order);
        tell("incomingRequestCameraControlAccepted", id);
        asker(id, true);
    }

    void rejectRequestCameraControl(Order order) {
        String id = waiting(order);
        terminal.tell(RoomTerminal.event("incomingRequestCameraControlRejected")
                .put("callId", id)
                .put("reason", 0));
        asker(id, false);
    }

    private String waiting(Order order) {
        String id = order.peer("callId").id();
        Order.require(incoming.remove(id), "The user did not ask");
        return id;
    }

    private void asker(String id, boolean yes) {
        terminal.site()
                .signedIn(id)
                .ifPresent(other ->
                        other.scene().remoteCameras().answered(terminal.peer().id(), yes, 0));
    }

    /** A step of the other's camera: it turns, if it is a terminal's. */
    void turn(Order order, BiConsumer<Camera, Order> step) {
        String id = order.peer("cameraOwnerCallId").id();
        Order.require(controlled.contains(id), "The terminal does not control this camera");
        terminal.site()
                .signedIn(id)
                .ifPresent(other -> step.accept(other.scene().camera(), order));
    }

    void getRemotelyControlledCameras(Order order) {
        list(order, controlled);
    }

    void getIncomingCameraControlRequests(Order order) {
        list(order, incoming);
    }

    void getOutgoingCameraControlRequests(Order order) {
        list(order, outgoing);
    }

    private static void list(Order order, Set<String> ids) {
        ArrayNode list = order.reply().putArray("callIdList");
        ids.forEach(list::add);
    }

    private void tell(String event, String id) {
        terminal.tell(RoomTerminal.event(event).put("callId", id));
    }

    /** The conference is over, and with it every control. */
    void forget() {
        controlled.forEach(id -> tell("remotelyControlledCameraNotAvailableAnymore", id));
        controlled.clear();
        incoming.clear();
        outgoing.clear();
    }
}

package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whose picture stands where on the terminal's screens; one window beside the other, whatever the type. */
final class Layout {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    private final RoomTerminal terminal;
    private final Map<Integer, String> moved = new LinkedHashMap<>(0);
    private Integer chosenType;
    private List<String> chosen = List.of();

    Layout(RoomTerminal terminal) {
        this.terminal = terminal;
    }

    void changeVideoMatrix(Order order) {
        Meeting meeting = terminal.scene().calls().inMeeting();
        List<String> wanted = new ArrayList<>();
        order.param("participants").forEach(one -> wanted.add(one.asText()));
        for (String peerId : wanted) {
            Order.require(isSelf(peerId) || meeting.person(peerId).isPresent(), peerId + " is not in the conference");
        }
        chosenType = (int) order.whole("matrixType");
        chosen = wanted;
        changed();
    }

    /** The own picture has two names (trueconf-room.md C3), and an address. */
    private boolean isSelf(String peerId) {
        return peerId.equals("#self:0")
                || peerId.equals("VideoCaptureSlot")
                || peerId.equals(terminal.peer().id());
    }

    void getVideoMatrix(Order order) {
        order.reply().removeAll();
        order.reply().setAll(matrix());
    }

    void changed() {
        ObjectNode event = RoomTerminal.event("videoMatrixChanged");
        event.setAll(matrix());
        terminal.tell(event);
    }

    /** As before the conference. */
    void forget() {
        chosenType = null;
        chosen = List.of();
    }

    private ObjectNode matrix() {
        List<Peer> shown = shown();
        ObjectNode matrix = JsonNodeFactory.instance
                .objectNode()
                .put("matrixType", type(shown.size()))
                .put("mainWindowWidth", WIDTH)
                .put("mainWindowHeight", HEIGHT);
        ArrayNode slots = matrix.putArray("participants");
        int width = WIDTH / Math.max(1, shown.size());
        for (int index = 0; index < shown.size(); index++) {
            Peer peer = shown.get(index);
            slots.addObject()
                    .put("peerId", peer.id())
                    .put("peerDn", peer.name())
                    .put("left", index * width)
                    .put("top", 0)
                    .put("width", width)
                    .put("height", width * HEIGHT / WIDTH);
        }
        ArrayNode elsewhere = matrix.putArray("externVideoSlots");
        moved.forEach((monitor, callId) -> elsewhere.add(slot(callId, monitor)));
        return matrix;
    }

    private int type(int shown) {
        if (chosenType != null) {
            return chosenType;
        }
        boolean group =
                terminal.scene().calls().meeting().filter(Meeting::group).isPresent();
        return terminal.scene().options().whole(group ? "defaultMultiConfMatrix" : "defaultP2PMatrix");
    }

    private List<Peer> shown() {
        Peer self = new Peer(terminal.habits().selfView(), terminal.name());
        List<Peer> all = new ArrayList<>();
        all.add(self);
        terminal.scene()
                .calls()
                .meeting()
                .ifPresent(meeting -> meeting.people().stream()
                        .map(person -> person.peer)
                        .filter(peer -> !peer.id().equals(terminal.peer().id()))
                        .forEach(all::add));
        return chosen.isEmpty()
                ? all
                : all.stream()
                        .filter(peer -> chosen.contains(peer.id())
                                || peer == self && chosen.stream().anyMatch(this::isSelf))
                        .toList();
    }

    void moveVideoSlotToMonitor(Order order) {
        int monitor = monitor(order);
        moved.put(monitor, order.text("callId"));
        ObjectNode event = RoomTerminal.event("videoSlotMovedToMonitor");
        event.setAll(slot(order.text("callId"), monitor));
        order.tell(event);
    }

    void removeVideoSlotFromMonitor(Order order) {
        int monitor = monitor(order);
        String callId = moved.remove(monitor);
        Order.require(callId != null, "There is no slot on this monitor");
        ObjectNode event = RoomTerminal.event("videoSlotRemovedFromMonitor");
        event.setAll(slot(callId, monitor));
        order.tell(event);
    }

    void changeCurrentMonitor(Order order) {
        monitor(order);
    }

    private static int monitor(Order order) {
        int monitor = order.param("monitorIndex").asInt();
        Order.require(monitor == 0 || monitor == 1, "There is no such monitor");
        return monitor;
    }

    private static ObjectNode slot(String callId, int monitor) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("callId", callId)
                .put("monitorDisplayName", "Monitor")
                .put("monitorIdx", monitor)
                .put("monitorIsPrimary", monitor == 0);
    }
}

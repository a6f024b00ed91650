package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages and commands between people. A message has no id: the sender hears it without a time, and the receiver with one
 * (trueconf-room.md C2.4).
 */
final class Talk {

    private static final int INCOMING = 0;
    private static final int OUTGOING = 1;
    private static final int MOST_KEPT = 200;

    private final RoomTerminal terminal;
    /** By the id of the person or the session. */
    private final Map<String, List<ObjectNode>> chats = new LinkedHashMap<>(0);

    Talk(RoomTerminal terminal) {
        this.terminal = terminal;
    }

    void sendMessage(Order order) {
        Peer peer = order.peer("peerId");
        String text = order.text("message");
        keep(peer.id(), text, peer, OUTGOING);
        order.tell(
                RoomTerminal.event("chatMessageSent").put("peerId", peer.id()).put("message", text));
        terminal.site()
                .signedIn(peer.id())
                .filter(other -> other != terminal)
                .ifPresent(other -> other.scene().talk().hear(terminal.peer(), text));
    }

    /** Somebody says something to the terminal. */
    void hear(Peer from, String text) {
        keep(from.id(), text, from, INCOMING);
        terminal.tell(RoomTerminal.event("incomingChatMessage")
                .put("peerId", from.id())
                .put("peerDn", from.name())
                .put("message", text)
                .put("time", terminal.site().seconds())
                .put("confId", confId()));
    }

    void sendGroupMessage(Order order) {
        Meeting meeting = terminal.scene().calls().inGroup();
        String text = order.text("message");
        keep(meeting.confId(), text, null, OUTGOING);
        order.tell(RoomTerminal.event("groupChatMessageSent").put("message", text));
        meeting.terminals().stream()
                .filter(other -> other != terminal)
                .forEach(other -> other.scene().talk().hearAll(terminal.peer(), text));
    }

    /** Somebody says something to everybody in the conference. */
    void hearAll(Peer from, String text) {
        keep(confId(), text, from, INCOMING);
        terminal.tell(RoomTerminal.event("incomingGroupChatMessage")
                .put("peerId", from.id())
                .put("peerDn", from.name())
                .put("message", text)
                .put("time", terminal.site().seconds())
                .put("confId", confId()));
    }

    private void keep(String chat, String text, Peer peer, int direction) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("text", text)
                .put("time", terminal.site().seconds());
        if (peer != null) {
            message.put("peerId", peer.id()).put("peerDn", peer.name());
        }
        List<ObjectNode> messages = chats.computeIfAbsent(chat, id -> new ArrayList<>());
        messages.add(message.put("direction", direction));
        if (messages.size() > MOST_KEPT) {
            messages.remove(0);
        }
    }

    void getListOfChats(Order order) {
        ArrayNode list = order.reply().putArray("list");
        chats.keySet().forEach(id -> {
            boolean group = id.endsWith("#vcs");
            ObjectNode chat = list.addObject().put("id", id);
            chat.put(group ? "title" : "peerDn", terminal.site().peer(id).name());
            chat.put("group", group);
        });
    }

    /** Counted from the last message back, and told oldest first; the facts leave the direction open. */
    void getChatLastMessages(Order order) {
        List<ObjectNode> all = chats.getOrDefault(order.text("id"), List.of());
        long begin = Math.max(0, order.whole("beginNumber"));
        long count = order.has("count") ? Math.max(0, order.whole("count")) : all.size();
        int to = (int) Math.max(0, all.size() - begin);
        int from = (int) Math.max(0, to - count);
        all.subList(from, to).forEach(order.reply().putArray("messages")::add);
    }

    void chatClear(Order order) {
        chats.remove(order.text("id"));
        order.tell(RoomTerminal.event("cmdChatClear").put("id", order.text("id")));
    }

    /** A text for another terminal: the sender's event has the session, the receiver's has not (trueconf-room.md C2.8). */
    void sendCommand(Order order) {
        Meeting meeting = terminal.scene().calls().inMeeting();
        Peer peer = order.peer("peerId");
        Order.require(meeting.person(peer.id()).isPresent(), "The user is not in the conference");
        order.tell(RoomTerminal.event("commandSent")
                .put("peerId", peer.id())
                .put("command", order.text("command"))
                .put("confId", meeting.confId()));
        terminal.site()
                .signedIn(peer.id())
                .ifPresent(other -> other.tell(RoomTerminal.event("commandReceived")
                        .put("peerId", terminal.peer().id())
                        .put("command", order.text("command"))));
    }

    /** Only in a video call; the other side hears it. */
    void toneDial(Order order) {
        Meeting meeting = terminal.scene().calls().inMeeting();
        Order.require(!meeting.group(), "The terminal is not in a video call");
        Order.require(order.text("symbol").matches("[0-9*#A-D]"), "There is no such tone");
        meeting.tellOthers(
                terminal.peer(),
                RoomTerminal.event("toneDial")
                        .put("symbol", order.text("symbol"))
                        .put("confId", meeting.confId()));
    }

    private String confId() {
        return terminal.scene().calls().meeting().map(Meeting::confId).orElse("");
    }
}

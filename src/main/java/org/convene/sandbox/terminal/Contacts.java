package org.convene.sandbox.terminal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The address book, its groups, and those who are blocked. */
final class Contacts {

    private static final int AVAILABLE = 1;
    private static final long FIRST_GROUP = 268435450;

    private record Group(String name, Set<String> members) {}

    private final RoomTerminal terminal;
    private final Map<String, Peer> people = new LinkedHashMap<>();
    private final Map<String, Peer> blocked = new LinkedHashMap<>(0);
    private final Map<Long, Group> groups = new LinkedHashMap<>(0);
    private long lastGroup = FIRST_GROUP;

    Contacts(RoomTerminal terminal) {
        this.terminal = terminal;
        for (String name : new String[] {"Anna", "Boris", "Clara"}) {
            String id = terminal.site().id(name.toLowerCase(Locale.ROOT));
            people.put(id, new Peer(id, name));
        }
    }

    void getAbook(Order order) {
        ArrayNode book = order.reply().putArray("abook");
        people.values().forEach(peer -> book.add(json(peer).put("status", AVAILABLE)));
    }

    void addToAbook(Order order) {
        Peer peer = named(order);
        Order.require(!people.containsKey(peer.id()), "The user is in the address book");
        people.put(peer.id(), peer);
        order.reply().put("peerId", peer.id());
        ObjectNode event = RoomTerminal.event("contactsAdded");
        event.putArray("contacts").add(json(peer).put("status", AVAILABLE));
        order.tell(event);
    }

    void renameInAbook(Order order) {
        Peer peer = named(order);
        Order.require(people.replace(peer.id(), peer) != null, "The user is not in the address book");
        order.reply().put("peerId", peer.id());
        told("contactsRenamed", peer);
    }

    void removeFromAbook(Order order) {
        Peer gone = people.remove(order.peer("peerId").id());
        Order.require(gone != null, "The user is not in the address book");
        order.reply().put("peerId", gone.id());
        told("contactsDeleted", gone);
    }

    private Peer named(Order order) {
        Peer peer = order.peer("peerId");
        return order.has("peerDn") ? new Peer(peer.id(), order.text("peerDn")) : peer;
    }

    private void told(String name, Peer peer) {
        ObjectNode event = RoomTerminal.event(name);
        event.putArray("contacts").add(json(peer));
        terminal.tell(event);
    }

    private Peer known(Peer peer) {
        return people.getOrDefault(peer.id(), peer);
    }

    void getDisplayNameById(Order order) {
        Peer peer = known(order.peer("peerId"));
        order.reply().put("peerDn", peer.name()).put("peerId", peer.id());
    }

    /** The details come as an event. */
    void getContactDetails(Order order) {
        Peer peer = known(order.peer("peerId"));
        terminal.site()
                .later(
                        20,
                        () -> terminal.tell(RoomTerminal.event("detailsInfo")
                                .put("peerId", peer.id())
                                .put("peerDn", peer.name())
                                .put("firstName", peer.name())
                                .put("lastName", "")
                                .put("mobilePhone", "")
                                .put("workPhone", "101")
                                .put("homePhone", "")
                                .put("company", "")));
    }

    void getBanList(Order order) {
        ArrayNode list = order.reply().putArray("banList");
        blocked.values().forEach(peer -> list.add(json(peer)));
    }

    void block(Order order) {
        Peer peer = known(order.peer("peerId"));
        blocked.put(peer.id(), peer);
        order.reply().put("peerId", peer.id());
        ObjectNode event = RoomTerminal.event("contactBlocked");
        order.tell(event.setAll(json(peer)));
    }

    /** The event spells {@code peedDn}, as printed (trueconf-room.md C3). */
    void unblock(Order order) {
        Peer peer = blocked.remove(order.peer("peerId").id());
        Order.require(peer != null, "The user is not blocked");
        order.reply().put("peerId", peer.id());
        String name = terminal.habits().printedNames() ? "peedDn" : "peerDn";
        order.tell(
                RoomTerminal.event("contactUnblocked").put("peerId", peer.id()).put(name, peer.name()));
    }

    void getGroups(Order order) {
        ArrayNode list = order.reply().putArray("groups");
        groups.forEach((id, group) -> {
            ArrayNode peers =
                    list.addObject().put("id", id).put("name", group.name()).putArray("peers");
            group.members()
                    .forEach(member -> peers.add(json(known(terminal.site().peer(member)))));
        });
    }

    void createGroup(Order order) {
        long id = ++lastGroup;
        Group group = new Group(order.text("name"), new LinkedHashSet<>());
        groups.put(id, group);
        told("groupsAdded", "groups", withUsers(id, group));
    }

    void renameGroup(Order order) {
        long id = order.param("groupId").asLong();
        groups.put(id, new Group(order.text("newName"), group(id).members()));
        told(
                "groupsRenamed",
                "groups",
                JsonNodeFactory.instance.objectNode().put("groupId", id).put("name", order.text("newName")));
    }

    void removeGroup(Order order) {
        long id = order.param("groupId").asLong();
        Group gone = group(id);
        groups.remove(id);
        told("groupsRemoved", "groups", withUsers(id, gone));
    }

    void addToGroup(Order order) {
        change(order, true);
    }

    void removeFromGroup(Order order) {
        change(order, false);
    }

    private void change(Order order, boolean add) {
        long id = order.param("groupId").asLong();
        Peer peer = known(order.peer("peerId"));
        Set<String> members = group(id).members();
        Order.require(add ? members.add(peer.id()) : members.remove(peer.id()), "The group has that already");
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("groupId", id);
        change.putArray("users").add(json(peer));
        told(add ? "usersAddedToGroups" : "usersRemovedFromGroups", add ? "addedUsers" : "removedUsers", change);
    }

    private Group group(long id) {
        Order.require(groups.containsKey(id), "There is no such group");
        return groups.get(id);
    }

    private void told(String name, String list, ObjectNode one) {
        ObjectNode event = RoomTerminal.event(name);
        event.putArray(list).add(one);
        terminal.tell(event);
    }

    private ObjectNode withUsers(long id, Group group) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("groupId", id).put("name", group.name());
        ArrayNode users = json.putArray("users");
        group.members().forEach(member -> users.add(json(known(terminal.site().peer(member)))));
        return json;
    }

    private static ObjectNode json(Peer peer) {
        return JsonNodeFactory.instance.objectNode().put("peerId", peer.id()).put("peerDn", peer.name());
    }
}

package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Users as replies show them, and logins with and without the server (trueconf-server.md B5). */
final class People {

    private static final int OFFLINE = 0;
    private static final int NOT_ACTIVE = -2;

    private final World world;
    private final String serverName;

    People(World world, String serverName) {
        this.world = world;
        this.serverName = serverName;
    }

    /** Callers may send a login as they read it, with the server; an outsider's address stays as it is. */
    String login(String id) {
        String server = "@" + serverName;
        return id != null && id.endsWith(server)
                ? id.substring(0, id.length() - server.length())
                : id == null ? "" : id;
    }

    /** {@code login@server}. */
    String full(String login) {
        return login + "@" + serverName;
    }

    ObjectNode user(User user) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", user.login())
                .put("uid", full(user.login()))
                .putNull("avatar")
                .put("login_name", user.login())
                .put("email", user.email())
                .put("display_name", user.displayName())
                .put("first_name", user.firstName())
                .put("last_name", user.lastName())
                .put("company", user.company());
        json.set("groups", groups(groupsOf(user)));
        return json.put("mobile_phone", user.mobilePhone())
                .put("work_phone", user.workPhone())
                .put("home_phone", user.homePhone())
                .put("is_active", user.active() ? 1 : 0)
                .put("status", user.active() ? OFFLINE : NOT_ACTIVE);
    }

    /** Somebody on the list of a conference; an outsider is no user and has no login. */
    ObjectNode invited(Invitation invitation, String owner) {
        ObjectNode json = world.user(invitation.id())
                .map(this::user)
                .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("id", invitation.id()));
        if (invitation.displayName() != null || !json.has("display_name")) {
            json.put("display_name", invitation.displayName());
        }
        return json.put("is_owner", invitation.id().equals(owner) ? 1 : 0)
                .put("type", json.has("login_name") ? "user" : "guest");
    }

    ArrayNode groups(List<Group> groups) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Group group : groups) {
            list.addObject()
                    .put("id", group.id())
                    .put("display_name", group.displayName())
                    .putArray("rights");
        }
        return list;
    }

    private List<Group> groupsOf(User user) {
        List<Group> groups = world.groups().stream()
                .filter(group -> user.groups().contains(group.id()))
                .toList();
        return groups.isEmpty() ? List.of(Group.NONE) : groups;
    }
}

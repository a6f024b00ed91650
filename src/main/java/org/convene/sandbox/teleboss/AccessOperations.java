package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;
import org.convene.sandbox.stage.Answer;

/** Personal links: roomGenerateAccess, and the older guest-url that needs no token (teleboss.md D1, D2.2). */
final class AccessOperations {

    static final int DEFAULT_TTL = 86_400;
    static final int MAX_TTL = 432_000;

    private final World world;
    private final Supplier<String> publicUrl;

    AccessOperations(World world, Supplier<String> publicUrl) {
        this.world = world;
        this.publicUrl = publicUrl;
    }

    Answer generate(Heard heard) {
        heard.mustBeUser();
        Room room = RoomOperations.known(world, heard);
        Fields fields = heard.json();
        String username = fields.required("username");
        String role = fields.oneOf("role", Set.of("user", "moderator"));
        boolean isPermanent = fields.flag("isPermanent", false);
        Link link = link(room, fields, username, role, isPermanent);
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("url", url(room, link)));
    }

    Answer guestUrl(Heard heard) {
        Room room = RoomOperations.known(world, heard);
        Fields fields = heard.json();
        Link link = link(room, fields, fields.required("username"), "user", false);
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("roomUrl", url(room, link)));
    }

    String url(Room room, Link link) {
        return publicUrl.get() + "/room/" + room.alias() + "?participantName="
                + URLEncoder.encode(link.username(), StandardCharsets.UTF_8).replace("+", "%20") + "&accessToken="
                + link.token();
    }

    private Link link(Room room, Fields fields, String username, String role, boolean isPermanent) {
        String externalUserId = fields.optional("externalUserId");
        String externalMeetingId = fields.optional("externalMeetingId");
        String email = fields.optional("email");
        String phone = fields.optional("phone");
        int ttl = fields.integer("ttl", 1, MAX_TTL, DEFAULT_TTL);
        fields.check();
        return world.createLink(
                room, username, role, externalUserId, externalMeetingId, email, phone, ttl, isPermanent);
    }
}

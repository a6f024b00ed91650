package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** A conference as replies show it: the owner with the server, and the addresses under which people reach it. */
final class ConferenceView {

    private final People people;
    private final Supplier<String> publicUrl;

    ConferenceView(People people, Supplier<String> publicUrl) {
        this.people = people;
        this.publicUrl = publicUrl;
    }

    ObjectNode json(Conference conference) {
        Details details = conference.details();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", conference.id())
                .put("type", details.type())
                .put("topic", details.topic())
                .put("owner", people.full(details.owner()))
                .put("description", details.description());
        json.set("schedule", details.schedule().json());
        ArrayNode invitations = json.putArray("invitations");
        details.invitations()
                .forEach(invitation -> invitations
                        .addObject()
                        .put("id", invitation.id())
                        .put("display_name", invitation.displayName()));
        details.options().forEach(json::set);
        return json.put("state", conference.state())
                .put("url", url(conference))
                .put("webclient_url", webclientUrl(conference))
                .put("created_at", conference.createdAt().getEpochSecond())
                .putNull("multicast_address")
                .put("stream_recording_state", 0)
                .put("broadcast_enabled", false)
                .putNull("broadcast_id")
                .putNull("broadcast");
    }

    ObjectNode wrapped(Conference conference) {
        return JsonNodeFactory.instance.objectNode().set("conference", json(conference));
    }

    String url(Conference conference) {
        return publicUrl.get() + "/c/" + conference.id();
    }

    String webclientUrl(Conference conference) {
        return publicUrl.get() + "/webrtc/" + conference.id();
    }
}

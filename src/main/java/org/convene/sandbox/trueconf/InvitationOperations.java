package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.convene.sandbox.stage.Answer;

/**
 * The list of a conference: who is invited (trueconf-server.md B1). It is a field of the conference, so it stands
 * still while the conference runs; then people are invited as participants.
 */
final class InvitationOperations {

    private static final int LONGEST = 128;

    private final World world;
    private final People people;

    InvitationOperations(World world, People people) {
        this.world = world;
        this.people = people;
    }

    Answer list(Heard heard) {
        Conference conference = ConferenceOperations.known(world, heard);
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode invitations = list.putArray("invitations");
        conference.details().invitations().forEach(invitation -> invitations.add(json(conference, invitation)));
        return Answer.json(200, list);
    }

    Answer read(Heard heard) {
        Conference conference = ConferenceOperations.known(world, heard);
        return wrapped(conference, known(conference, heard));
    }

    Answer add(Heard heard) {
        Conference conference = ConferenceOperations.known(world, heard);
        Fields fields = heard.json();
        String id = people.login(fields.required("id", LONGEST));
        if (conference.details().invitations().stream()
                .anyMatch(invitation -> invitation.id().equals(id))) {
            fields.refuse(Trouble.taken("id"));
        }
        return put(conference, fields, id, null);
    }

    Answer change(Heard heard) {
        Conference conference = ConferenceOperations.known(world, heard);
        Invitation before = known(conference, heard);
        return put(conference, heard.json(), before.id(), before.displayName());
    }

    private Answer put(Conference conference, Fields fields, String id, String nameBefore) {
        Invitation invitation = new Invitation(id, fields.optional("display_name", nameBefore, LONGEST));
        fields.check();
        ConferenceOperations.mustBeStopped(conference);
        world.change(conference.id(), before -> before.inviting(invitation));
        return wrapped(conference, invitation);
    }

    Answer remove(Heard heard) {
        Conference conference = ConferenceOperations.known(world, heard);
        Invitation gone = known(conference, heard);
        ConferenceOperations.mustBeStopped(conference);
        world.change(conference.id(), before -> before.uninviting(gone.id()));
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("id", gone.id()));
    }

    private Invitation known(Conference conference, Heard heard) {
        String id = people.login(heard.path("invitation"));
        return conference.details().invitations().stream()
                .filter(invitation -> invitation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Invitation", id));
    }

    private Answer wrapped(Conference conference, Invitation invitation) {
        return Answer.json(200, JsonNodeFactory.instance.objectNode().set("invitation", json(conference, invitation)));
    }

    private ObjectNode json(Conference conference, Invitation invitation) {
        return people.invited(invitation, conference.details().owner());
    }
}

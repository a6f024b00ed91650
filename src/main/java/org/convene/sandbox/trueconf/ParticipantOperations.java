package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.TreeMap;
import org.convene.sandbox.stage.Answer;

/**
 * Who is in a running conference, and calling somebody into it (trueconf-server.md B1). Who is called comes
 * at once, but at a terminal it rings first: then the answer has no join_time, and nobody came yet.
 */
final class ParticipantOperations {

    private static final int LONGEST = 128;

    private final World world;
    private final People people;

    ParticipantOperations(World world, People people) {
        this.world = world;
        this.people = people;
    }

    Answer list(Heard heard) {
        Conference conference = ConferenceOperations.known(world, heard);
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode participants = list.putArray("participants");
        new TreeMap<>(conference.present()).keySet().forEach(login -> participants.add(json(conference, login)));
        return Answer.json(200, list);
    }

    Answer invite(Heard heard) {
        Conference conference = ConferenceOperations.known(world, heard);
        Fields fields = heard.json();
        String login = people.login(fields.required("participant_id", LONGEST));
        fields.check();
        ConferenceOperations.mustBeRunning(conference);
        if (world.user(login).isEmpty()) {
            throw Refusal.notFound("User", login);
        }
        return world.invite(conference.id(), login)
                .map(joined -> Answer.json(200, json(joined, login)))
                .orElseThrow(() -> Refusal.notFound("Conference", conference.id()));
    }

    private ObjectNode json(Conference conference, String login) {
        ObjectNode json =
                people.invited(new Invitation(login, null), conference.details().owner());
        Instant came = conference.present().get(login);
        return came == null ? json : json.put("join_time", came.getEpochSecond());
    }
}

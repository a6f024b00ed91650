package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.convene.sandbox.stage.Answer;

/** Conferences: list, create, read, replace, delete, run and stop (trueconf-server.md B1). */
final class ConferenceOperations {

    private final World world;
    private final ConferenceFields reader;
    private final ConferenceView view;

    ConferenceOperations(World world, ConferenceFields reader, ConferenceView view) {
        this.world = world;
        this.reader = reader;
        this.view = view;
    }

    Answer list(Heard heard) {
        Page page = Page.of(heard);
        Optional<String> state = heard.query("state");
        Optional<String> tag = heard.query("tag");
        if (state.isPresent() && !List.of("stopped", "running").contains(state.get())) {
            throw Refusal.invalid(Trouble.at("state", "invalidParameter", "state should be stopped or running."));
        }
        List<Conference> all = world.conferences().stream()
                .filter(conference -> state.isEmpty() || state.get().equals(conference.state()))
                .filter(conference -> tag.isEmpty() || hasTag(conference, tag.get()))
                .toList();
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("cnt", all.size());
        ArrayNode conferences = list.putArray("conferences");
        page.of(all).forEach(conference -> conferences.add(view.json(conference)));
        return Answer.json(200, list);
    }

    private static boolean hasTag(Conference conference, String wanted) {
        for (var tag : conference.details().options().get("tags")) {
            if (tag.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    Answer create(Heard heard) {
        Fields fields = heard.json();
        Optional<String> id = reader.id(fields);
        Details details = reader.read(fields);
        fields.check();
        return Answer.json(200, view.wrapped(world.create(id, details)));
    }

    Answer read(Heard heard) {
        return Answer.json(200, view.wrapped(known(world, heard)));
    }

    /** The whole conference anew; of a running one only the description (trueconf-server.md B1.1). */
    Answer replace(Heard heard) {
        Conference conference = known(world, heard);
        Fields fields = heard.json();
        Details details = reader.read(fields);
        fields.check();
        if (!details.sameButForDescription(conference.details())) {
            mustBeStopped(conference);
        }
        return world.change(conference.id(), before -> before.with(details))
                .map(after -> Answer.json(200, view.wrapped(after)))
                .orElseThrow(() -> unknown(conference.id()));
    }

    Answer delete(Heard heard) {
        Conference conference = known(world, heard);
        world.delete(conference.id());
        return world.habits().deleteStatus() == 204
                ? Answer.empty(204)
                : Answer.json(200, JsonNodeFactory.instance.objectNode().put("id", conference.id()));
    }

    Answer run(Heard heard) {
        Conference conference = known(world, heard);
        mustBeStopped(conference);
        ownerMustBeActive(conference);
        world.run(conference.id());
        return state("running");
    }

    Answer stop(Heard heard) {
        Conference conference = known(world, heard);
        mustBeRunning(conference);
        world.stop(conference.id());
        return state("stopped");
    }

    /** What the vendor says to it has not been seen; that a disabled user starts nothing has. */
    private void ownerMustBeActive(Conference conference) {
        boolean disabled = world.user(conference.details().owner())
                .filter(owner -> !owner.active())
                .isPresent();
        if (disabled) {
            throw Refusal.state("ownerIsNotActive", "The owner of '" + conference.id() + "' is not active.");
        }
    }

    static Conference known(World world, Heard heard) {
        String id = heard.path("conference");
        return world.conference(id).orElseThrow(() -> unknown(id));
    }

    static void mustBeStopped(Conference conference) {
        if (conference.running()) {
            throw Refusal.state("conferenceIsRunning", "Conference '" + conference.id() + "' is running.");
        }
    }

    static void mustBeRunning(Conference conference) {
        if (!conference.running()) {
            throw Refusal.state("conferenceIsStopped", "Conference '" + conference.id() + "' is not running.");
        }
    }

    private static Refusal unknown(String id) {
        return Refusal.notFound("Conference", id);
    }

    private static Answer state(String state) {
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("state", state));
    }
}

package org.convene.page;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.convene.process.Http;
import org.convene.process.Http.Reply;

/** Sends lessons as an LMS does, and sets the scene at the sandbox. */
final class School {
    private final String hub;
    private final String sandbox;

    School(String hub, String sandbox) {
        this.hub = hub;
        this.sandbox = sandbox;
    }

    static ObjectNode lesson(String id, String title, Duration fromNow) {
        OffsetDateTime start =
                OffsetDateTime.now(ZoneId.of(PagesProfile.ZONE)).plus(fromNow).truncatedTo(ChronoUnit.MINUTES);
        ObjectNode lesson = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("title", title)
                .put("startsAt", start.toString())
                .put("endsAt", start.plusMinutes(45).toString());
        ArrayNode people = lesson.putArray("participants");
        people.addObject().put("id", "t-1").put("name", "Anna Petrova").put("role", "teacher");
        people.addObject().put("id", "s-1").put("name", "Ivan Ivanov").put("role", "student");
        return lesson;
    }

    /** Plans a lesson that has just begun; its view once it is in the wanted state. */
    JsonNode plan(String id, String title, String state) {
        return plan(lesson(id, title, Duration.ofMinutes(-1)), state);
    }

    JsonNode plan(ObjectNode lesson, String state) {
        Reply reply = Http.send("PUT", hub + "/lessons/" + lesson.path("id").asText(), lesson);
        if (!reply.ok()) {
            throw new AssertionError(reply);
        }
        return awaitState(lesson.path("id").asText(), state);
    }

    JsonNode awaitState(String id, String state) {
        return await(id + " is " + state)
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> Http.get(hub + "/lessons/" + id).json(),
                        view -> view.path("state").asText().equals(state));
    }

    /** A lesson that the vendor refuses, so that it waits in quarantine; the vendor has changed its mind by then. */
    JsonNode planRefused(String id, String title) {
        faults("[{'method':'POST','path':'/v1/spaces/*/rooms','times':1,'status':422,"
                + "'body':'{\\\"message\\\":\\\"name is too long\\\"}'}]");
        JsonNode view = plan(id, title, "failed");
        faults("[]");
        return view;
    }

    private void faults(String script) {
        if (!Http.send("PUT", sandbox + "/backoffice/faults", script.replace('\'', '"'))
                .ok()) {
            throw new AssertionError("the sandbox does not take " + script);
        }
    }

    static String link(JsonNode view, String participant) {
        for (JsonNode person : view.path("participants")) {
            if (person.path("id").asText().equals(participant)) {
                return person.path("joinUrl").asText();
            }
        }
        throw new AssertionError("no " + participant + " in " + view);
    }
}

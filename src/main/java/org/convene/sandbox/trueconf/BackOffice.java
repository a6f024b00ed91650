package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Desk;
import org.convene.sandbox.stage.FaultDesk;
import org.convene.sandbox.stage.FaultScript;
import org.convene.sandbox.stage.Json;
import org.convene.sandbox.stage.RequestLog;

/**
 * Sets the scene and looks behind it: users, tokens, habits, faults, conferences run, stopped and deleted behind the
 * hub's back. JSON for tests, and forms for people. No fault touches it and no token guards it.
 */
final class BackOffice {

    private final Vertx vertx;
    private final Clock clock;
    private final World world;
    private final FaultScript faults;
    private final RequestLog log;
    private final People people;
    private final ConferenceView view;
    private final BackOfficePage page;

    BackOffice(
            Vertx vertx,
            Clock clock,
            World world,
            FaultScript faults,
            RequestLog log,
            People people,
            ConferenceView view) {
        this.vertx = vertx;
        this.clock = clock;
        this.world = world;
        this.faults = faults;
        this.log = log;
        this.people = people;
        this.view = view;
        this.page = new BackOfficePage(clock, world, faults, log, view);
    }

    void mount(Router router) {
        router.get("/backoffice").handler(context -> Desk.aside(vertx, context, () -> page.show(context.request())));
        router.get("/backoffice/state").handler(context -> Desk.aside(vertx, context, this::state));
        router.post("/backoffice/reset").handler(Desk.at(context -> reset()));
        router.get("/backoffice/habits").handler(Desk.at(context -> Answer.json(200, world.habits())));
        router.put("/backoffice/habits").handler(Desk.at(this::behave));
        router.delete("/backoffice/tokens").handler(Desk.at(context -> endTokens("")));
        router.delete("/backoffice/tokens/:token").handler(Desk.at(context -> endTokens(context.pathParam("token"))));
        router.put("/backoffice/users/:user").handler(Desk.at(this::putUser));
        router.delete("/backoffice/users/:user").handler(Desk.at(this::deleteUser));
        router.delete("/backoffice/conferences/:conference").handler(Desk.at(this::delete));
        router.post("/backoffice/conferences/:conference/:action").handler(Desk.at(this::act));
        router.post("/backoffice/forms/conferences/:conference/:action").handler(Desk.form(this::act));
        router.post("/backoffice/forms/tokens/end").handler(Desk.form(context -> endTokens("")));
        router.post("/backoffice/forms/users").handler(Desk.form(this::userOfForm));
        new FaultDesk(faults, log).mount(router);
        router.route("/backoffice/*")
                .handler(Desk.at(context -> Desk.problem(404, "The back office has no such page.")));
    }

    private Answer state() {
        return Answer.json(200, StateView.of(world.snapshot(), view, people, clock.instant(), log.counters()));
    }

    private Answer reset() {
        world.reset();
        faults.replace(List.of());
        log.clear();
        return Answer.empty(204);
    }

    /** Changes the habits that are named and leaves the others. */
    private Answer behave(RoutingContext context) {
        try {
            ObjectNode habits = Json.MAPPER.valueToTree(world.habits());
            habits.setAll(object(context));
            Habits wanted = strictly(habits, Habits.class);
            if (wanted.problem() != null) {
                return Desk.problem(400, wanted.problem());
            }
            world.behave(wanted);
            return Answer.json(200, wanted);
        } catch (JsonProcessingException broken) {
            return Desk.problem(400, "The body is a JSON object of habits: " + broken.getOriginalMessage());
        }
    }

    private Answer endTokens(String name) {
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("ended", world.endTokens(name)));
    }

    /** A new user, or another in the place of one: {@code {"email":…,"displayName":…,"groups":["1"],"active":true}}. */
    private Answer putUser(RoutingContext context) {
        try {
            ObjectNode fields = object(context).put("login", context.pathParam("user"));
            if (!fields.has("active")) {
                fields.put("active", true);
            }
            User user = strictly(fields, User.class);
            world.put(user);
            return Answer.json(200, people.user(user));
        } catch (JsonProcessingException broken) {
            return Desk.problem(400, "The body is a JSON object of a user: " + broken.getOriginalMessage());
        }
    }

    private Answer userOfForm(RoutingContext context) {
        HttpServerRequest request = context.request();
        String login = Objects.requireNonNullElse(request.getFormAttribute("login"), "")
                .trim();
        if (login.isEmpty()) {
            return Desk.problem(400, "A user has a login.");
        }
        String name = request.getFormAttribute("name");
        world.put(new User(login, request.getFormAttribute("email"), name, null, null, null, true));
        return Answer.empty(204);
    }

    private Answer deleteUser(RoutingContext context) {
        return world.deleteUser(context.pathParam("user"))
                .map(gone -> Answer.empty(204))
                .orElseGet(() -> Desk.problem(404, "There is no user with this login."));
    }

    private Answer act(RoutingContext context) {
        String id = context.pathParam("conference");
        return switch (context.pathParam("action")) {
            case "run" -> shown(world.run(id));
            case "stop" -> shown(world.stop(id));
            case "delete" -> delete(context);
            default -> Desk.problem(404, "A conference can be run, stopped and deleted.");
        };
    }

    private Answer shown(Optional<Conference> conference) {
        return conference.map(known -> Answer.json(200, view.wrapped(known))).orElseGet(BackOffice::noConference);
    }

    private Answer delete(RoutingContext context) {
        return world.delete(context.pathParam("conference"))
                .map(gone -> Answer.empty(204))
                .orElseGet(BackOffice::noConference);
    }

    private static Answer noConference() {
        return Desk.problem(404, "There is no conference with this id.");
    }

    private static ObjectNode object(RoutingContext context) throws JsonProcessingException {
        JsonNode body =
                Json.MAPPER.readTree(Objects.requireNonNullElse(context.body().asString(), ""));
        return body instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode().set("?", body);
    }

    private static <T> T strictly(ObjectNode json, Class<T> type) throws JsonProcessingException {
        return Json.MAPPER
                .readerFor(type)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(json.toString());
    }
}

package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Sets the scene and looks behind it: state, faults, tokens, rooms deleted behind the caller's back. JSON for
 * tests, and forms for people. No fault touches it and no token guards it; it listens where the sandbox listens.
 */
final class BackOffice {

    private static final ObjectReader FAULTS = Json.MAPPER
            .readerFor(new TypeReference<List<Fault>>() {})
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final ObjectReader TOKENS = Json.MAPPER.readerFor(new TypeReference<Set<String>>() {});

    private final Vertx vertx;
    private final World world;
    private final CallEvents calls;
    private final FaultScript faults;
    private final RequestLog log;
    private final WebhookSender sender;
    private final Doorkeeper doorkeeper;
    private final AccessOperations access;
    private final CallDesk desk;
    private final Set<String> firstTokens;
    private final BackOfficePage page;

    BackOffice(
            Vertx vertx,
            World world,
            CallEvents calls,
            FaultScript faults,
            RequestLog log,
            WebhookSender sender,
            Doorkeeper doorkeeper,
            AccessOperations access,
            CallDesk desk,
            CallsOnPage callsOnPage,
            Set<String> firstTokens) {
        this.vertx = vertx;
        this.world = world;
        this.calls = calls;
        this.faults = faults;
        this.log = log;
        this.sender = sender;
        this.doorkeeper = doorkeeper;
        this.access = access;
        this.desk = desk;
        this.firstTokens = firstTokens;
        this.page = new BackOfficePage(world, faults, log, access, callsOnPage);
    }

    void mount(Router router) {
        router.get("/backoffice").handler(context -> aside(context, () -> page.show(context.request())));
        router.get("/backoffice/state").handler(context -> aside(context, this::state));
        router.get("/backoffice/requests").handler(at(this::requests));
        router.post("/backoffice/reset").handler(at(context -> reset()));
        router.put("/backoffice/tokens").handler(at(this::acceptTokens));
        router.get("/backoffice/faults").handler(at(context -> Answer.json(200, faults.remaining())));
        router.put("/backoffice/faults")
                .handler(at(context -> script(context.body().asString())));
        router.delete("/backoffice/faults").handler(at(context -> script("[]")));
        router.delete("/backoffice/rooms/:room").handler(at(this::deleteRoom));
        desk.mount(router);
        router.post("/backoffice/forms/faults")
                .handler(form(context -> script(context.request().getFormAttribute("faults"))));
        router.post("/backoffice/forms/rooms/:room/delete").handler(form(this::deleteRoom));
        router.route("/backoffice/*").handler(at(context -> problem(404, "The back office has no such page.")));
    }

    private Answer state() {
        return Answer.json(
                200,
                StateView.of(world.snapshot(), access::url, log.counters(), sender.counters(), sender.deliveries()));
    }

    private Answer requests(RoutingContext context) {
        String last = context.request().getParam("last", "1000");
        try {
            return Answer.json(200, log.last(Math.max(0, Integer.parseInt(last))));
        } catch (NumberFormatException notANumber) {
            return problem(400, "last is a number");
        }
    }

    private Answer reset() {
        world.reset();
        faults.replace(List.of());
        log.clear();
        sender.clear();
        doorkeeper.accept(firstTokens);
        return Answer.empty(204);
    }

    private Answer acceptTokens(RoutingContext context) {
        try {
            doorkeeper.accept(
                    TOKENS.readValue(Objects.requireNonNullElse(context.body().asString(), "")));
            return Answer.empty(204);
        } catch (JsonProcessingException broken) {
            return problem(400, "The body is a JSON list of tokens, like [\"one\",\"two\"].");
        }
    }

    private Answer script(String json) {
        List<Fault> script;
        try {
            script = FAULTS.readValue(Objects.requireNonNullElse(json, ""));
        } catch (JsonProcessingException broken) {
            return problem(400, "The body is a JSON list of faults: " + broken.getOriginalMessage());
        }
        Optional<String> problem = script.stream()
                .map(fault -> fault == null ? "a fault is an object" : fault.problem())
                .filter(Objects::nonNull)
                .findFirst();
        if (problem.isPresent()) {
            return problem(400, problem.get());
        }
        faults.replace(script);
        return Answer.json(200, faults.remaining());
    }

    private Answer deleteRoom(RoutingContext context) {
        String room = context.pathParam("room");
        calls.finish(room);
        return world.deleteRoom(room)
                .map(gone -> Answer.empty(204))
                .orElseGet(() -> problem(404, "There is no room with this id."));
    }

    static Answer problem(int status, String message) {
        return Answer.json(status, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    static Handler<RoutingContext> at(Function<RoutingContext, Answer> work) {
        return context -> Conversations.reply(context, work.apply(context));
    }

    /** What a person sent from the page: shows the page again, or what was wrong. */
    static Handler<RoutingContext> form(Function<RoutingContext, Answer> work) {
        return at(context -> {
            Answer answer = work.apply(context);
            return answer.status() < 400 ? Answer.seeOther("/backoffice") : answer;
        });
    }

    /** Long answers are made on a worker, so that the API stays quick meanwhile. */
    private void aside(RoutingContext context, Callable<Answer> work) {
        vertx.executeBlocking(work, false)
                .onSuccess(answer -> Conversations.reply(context, answer))
                .onFailure(context::fail);
    }
}

package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Desk;
import org.convene.sandbox.stage.FaultDesk;
import org.convene.sandbox.stage.FaultScript;
import org.convene.sandbox.stage.Json;
import org.convene.sandbox.stage.RequestLog;

/**
 * Sets the scene and looks behind it: state, faults, tokens, rooms deleted behind the caller's back. JSON for
 * tests, and forms for people. No fault touches it and no token guards it; it listens where the sandbox listens.
 */
final class BackOffice {

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
        router.get("/backoffice").handler(context -> Desk.aside(vertx, context, () -> page.show(context.request())));
        router.get("/backoffice/state").handler(context -> Desk.aside(vertx, context, this::state));
        router.post("/backoffice/reset").handler(Desk.at(context -> reset()));
        router.put("/backoffice/tokens").handler(Desk.at(this::acceptTokens));
        router.delete("/backoffice/rooms/:room").handler(Desk.at(this::deleteRoom));
        desk.mount(router);
        new FaultDesk(faults, log).mount(router);
        router.post("/backoffice/forms/rooms/:room/delete").handler(Desk.form(this::deleteRoom));
        router.route("/backoffice/*")
                .handler(Desk.at(context -> Desk.problem(404, "The back office has no such page.")));
    }

    private Answer state() {
        return Answer.json(
                200,
                StateView.of(world.snapshot(), access::url, log.counters(), sender.counters(), sender.deliveries()));
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
            return Desk.problem(400, "The body is a JSON list of tokens, like [\"one\",\"two\"].");
        }
    }

    private Answer deleteRoom(RoutingContext context) {
        String room = context.pathParam("room");
        calls.finish(room);
        return world.deleteRoom(room)
                .map(gone -> Answer.empty(204))
                .orElseGet(() -> Desk.problem(404, "There is no room with this id."));
    }
}

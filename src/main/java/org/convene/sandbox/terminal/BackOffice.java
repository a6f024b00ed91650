package org.convene.sandbox.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Desk;
import org.convene.sandbox.stage.Json;

/**
 * Sets the scene and looks behind it: terminals, habits, protections, what is said to clients, who calls, and how
 * connections end. JSON for tests, and forms for people. No token guards it.
 */
final class BackOffice {

    private static final String ALL = "/backoffice/terminals";
    private static final String ONE = ALL + "/:name";

    private final Site site;
    private final Pushing pushing = new Pushing();
    private final Dropping dropping;
    private final Storm storm;
    private final BackOfficePage page;

    BackOffice(Site site) {
        this.site = site;
        this.dropping = new Dropping(site);
        this.storm = new Storm(site);
        this.page = new BackOfficePage(site);
    }

    void mount(Router router) {
        router.get("/backoffice").handler(Desk.at(context -> page.show(context.request())));
        router.get("/backoffice/state").handler(Desk.at(context -> Answer.json(200, TerminalView.of(site))));
        router.post("/backoffice/reset").handler(Desk.at(context -> reset()));
        router.get("/backoffice/habits").handler(Desk.at(context -> Answer.json(200, site.habits())));
        router.put("/backoffice/habits").handler(Desk.at(json((context, body) -> behave(site.habits(), body, null))));
        router.post("/backoffice/drop").handler(Desk.at(json((context, body) -> dropping.all(body))));
        router.post("/backoffice/storm").handler(Desk.at(json((context, body) -> storm.begin(body))));
        router.get("/backoffice/storm").handler(Desk.at(context -> storm.state()));
        router.delete("/backoffice/counters").handler(Desk.at(context -> clear()));
        router.get(ALL).handler(Desk.at(context -> Answer.json(200, TerminalView.all(site))));
        router.put(ONE).handler(Desk.at(json(this::put)));
        router.get(ONE).handler(Desk.at(at((context, terminal) -> Answer.json(200, TerminalView.of(terminal)))));
        router.delete(ONE).handler(Desk.at(at((context, terminal) -> remove(terminal))));
        router.get(ONE + "/commands").handler(Desk.at(at((context, terminal) -> commands(terminal))));
        router.get(ONE + "/habits").handler(Desk.at(at((context, terminal) -> Answer.json(200, terminal.habits()))));
        of(router, "PUT", "habits", (terminal, body) -> behave(terminal.habits(), body, terminal));
        of(router, "PUT", "protection", this::protect);
        of(router, "POST", "events", pushing::event);
        of(router, "POST", "frames", pushing::frame);
        of(router, "POST", "drop", dropping::one);
        of(router, "POST", "lose-seat", this::loseSeat);
        new Staging(site).mount((method, name, work) -> of(router, method, name, work));
        forms(router);
        router.route("/backoffice/*")
                .handler(Desk.at(context -> Desk.problem(404, "The back office has no such page.")));
    }

    private void forms(Router router) {
        router.post("/backoffice/forms/drop").handler(Desk.form(context -> dropping.all(form(context))));
        router.post("/backoffice/forms/terminals/:name/:action").handler(Desk.form(at((context, terminal) -> {
            ObjectNode body = form(context);
            return switch (context.pathParam("action")) {
                case "drop" -> dropping.one(terminal, body);
                case "ring" -> Staging.ring(terminal, body);
                case "lose-seat" -> loseSeat(terminal, body);
                case "event" ->
                    pushing.event(terminal, parsed(body.path("event").asText()));
                default -> Desk.problem(404, "There is no such form.");
            };
        })));
    }

    /** An action on one terminal with a JSON object as its body. */
    private void of(Router router, String method, String name, BiFunction<RoomTerminal, ObjectNode, Answer> work) {
        router.route(HttpMethod.valueOf(method), ONE + "/" + name)
                .handler(Desk.at(json((context, body) -> named(context)
                        .map(terminal -> work.apply(terminal, body))
                        .orElseGet(BackOffice::unknown))));
    }

    private Function<RoutingContext, Answer> at(BiFunction<RoutingContext, RoomTerminal, Answer> work) {
        return context ->
                named(context).map(terminal -> work.apply(context, terminal)).orElseGet(BackOffice::unknown);
    }

    private Optional<RoomTerminal> named(RoutingContext context) {
        return site.terminal(context.pathParam("name"));
    }

    private static Answer unknown() {
        return Desk.problem(404, "There is no terminal of this name.");
    }

    private static Function<RoutingContext, Answer> json(BiFunction<RoutingContext, ObjectNode, Answer> work) {
        return context -> {
            String body = Objects.requireNonNullElse(context.body().asString(), "");
            ObjectNode object = body.isBlank() ? JsonNodeFactory.instance.objectNode() : parsed(body);
            return object == null ? Desk.problem(400, "The body is a JSON object.") : work.apply(context, object);
        };
    }

    /** Null when it is no object. */
    private static ObjectNode parsed(String text) {
        try {
            return Json.MAPPER.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException broken) {
            return null;
        }
    }

    private static ObjectNode form(RoutingContext context) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        context.request().formAttributes().forEach(field -> {
            if (field.getValue().matches("\\d{1,9}")) {
                body.put(field.getKey(), Integer.parseInt(field.getValue()));
            } else if (!field.getValue().isEmpty()) {
                body.put(field.getKey(), field.getValue());
            }
        });
        return body;
    }

    static <T> T strictly(JsonNode json, Class<T> type) throws JsonProcessingException {
        return Json.MAPPER
                .readerFor(type)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(json.toString());
    }

    private Answer reset() {
        storm.end();
        site.reset();
        return Answer.empty(204);
    }

    private Answer clear() {
        site.traffic().clear();
        site.terminals().forEach(terminal -> terminal.log().clear());
        return Answer.empty(204);
    }

    /** Changes the habits that are named and leaves the others; {@code {"standard":true}} gives one those of all again. */
    private Answer behave(Habits before, ObjectNode body, RoomTerminal terminal) {
        if (body.path("standard").asBoolean()) {
            if (terminal == null) {
                site.behave(Habits.standard());
            } else {
                terminal.behave(null);
            }
            return Answer.json(200, terminal == null ? site.habits() : terminal.habits());
        }
        try {
            ObjectNode habits = Json.MAPPER.valueToTree(before);
            habits.setAll(body);
            Habits wanted = strictly(habits, Habits.class);
            if (wanted.problem() != null) {
                return Desk.problem(400, wanted.problem());
            }
            if (terminal == null) {
                site.behave(wanted);
            } else {
                terminal.behave(wanted);
            }
            return Answer.json(200, wanted);
        } catch (JsonProcessingException broken) {
            return Desk.problem(400, "The body is a JSON object of habits: " + broken.getOriginalMessage());
        }
    }

    /** A new terminal, or another in the place of one: {@code {"login":…,"pin":…}}, both of which may be left out. */
    private Answer put(RoutingContext context, ObjectNode body) {
        String name = context.pathParam("name");
        if (!name.matches("[\\p{L}\\p{N}._-]{1,60}") || name.equals("backoffice")) {
            return Desk.problem(400, "A name is of letters, digits, dots, dashes and underscores.");
        }
        RoomTerminal terminal = new RoomTerminal(
                site, name, body.path("login").asText(name), body.path("pin").asText(null));
        site.add(terminal);
        return Answer.json(200, TerminalView.of(terminal));
    }

    private Answer remove(RoomTerminal terminal) {
        site.remove(terminal.name());
        return Answer.empty(204);
    }

    private static Answer commands(RoomTerminal terminal) {
        ObjectNode commands = JsonNodeFactory.instance.objectNode();
        commands.put("heard", terminal.log().heard());
        commands.set("counters", Json.MAPPER.valueToTree(terminal.log().counters()));
        commands.set("last", Json.MAPPER.valueToTree(terminal.log().last()));
        return Answer.json(200, commands);
    }

    /**
     * Protections as if the terminal's own administrator changed them: {@code {"admin":{"type":"pin","secret":"1A3"}}}, and
     * the same for {@code user}. Who is signed in is thrown out with cause 3 or 4, or {@code "cause"}; 0 lets him stay.
     */
    private Answer protect(RoomTerminal terminal, ObjectNode body) {
        for (Seat seat : Seat.values()) {
            JsonNode wanted = body.path(seat.word());
            if (wanted.isMissingNode()) {
                continue;
            }
            String type = wanted.path("type").asText("unsecured");
            boolean open = type.equals("unsecured");
            String secret = open ? null : wanted.path("secret").asText(Access.newPin());
            if (!Protection.TYPES.contains(type)) {
                return Desk.problem(400, "type is unsecured, pin or password");
            }
            terminal.access().protect(seat, new Protection(type, secret));
            terminal.access().endTokens(seat);
            int cause = body.path("cause").asInt(seat == Seat.ADMIN ? 3 : 4);
            if (cause != 0) {
                terminal.throwOut(seat, cause);
            }
        }
        return Answer.json(200, TerminalView.of(terminal));
    }

    /** {@code {"cause":1,"seat":"admin"}}; of causes 2 to 8 the tokens end too, as the credentials did. */
    private Answer loseSeat(RoomTerminal terminal, ObjectNode body) {
        int cause = body.path("cause").asInt(1);
        Seat seat = body.path("seat").asText("admin").equals("user") ? Seat.USER : Seat.ADMIN;
        if (cause != 1) {
            terminal.access().endTokens(seat);
        }
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("lost", terminal.throwOut(seat, cause)));
    }

    /** Mounts an action on one terminal. */
    interface Mount {
        void on(String method, String name, BiFunction<RoomTerminal, ObjectNode, Answer> work);
    }
}

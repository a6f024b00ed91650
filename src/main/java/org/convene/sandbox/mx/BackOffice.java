package org.convene.sandbox.mx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
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
 * Sets the scene and looks behind it: calls, the call log, voicemail, conferences, the proxy's connection, habits, faults.
 * JSON for tests, and forms for people. No fault touches it and no token guards it.
 */
final class BackOffice {

    private final Vertx vertx;
    private final Mx mx;
    private final Proxy proxy;
    private final FaultScript faults;
    private final RequestLog log;
    private final SceneDesk scenes;
    private final BackOfficePage page;

    BackOffice(Vertx vertx, Mx mx, Proxy proxy, Switchboard switchboard, FaultScript faults, RequestLog log) {
        this.vertx = vertx;
        this.mx = mx;
        this.proxy = proxy;
        this.faults = faults;
        this.log = log;
        this.scenes = new SceneDesk(mx, switchboard);
        this.page = new BackOfficePage(mx, proxy, faults, log);
    }

    void mount(Router router) {
        router.get("/backoffice").handler(context -> Desk.aside(vertx, context, page::show));
        router.get("/backoffice/state").handler(context -> Desk.aside(vertx, context, this::state));
        router.post("/backoffice/reset").handler(Desk.at(context -> reset()));
        router.get("/backoffice/habits").handler(Desk.at(context -> Answer.json(200, mx.habits())));
        router.put("/backoffice/habits").handler(Desk.at(this::behave));
        router.post("/backoffice/restart").handler(Desk.at(context -> restart()));
        router.post("/backoffice/connection/lose").handler(Desk.at(context -> loseConnection()));
        router.post("/backoffice/forms/restart").handler(Desk.form(context -> restart()));
        router.post("/backoffice/forms/connection/lose").handler(Desk.form(context -> loseConnection()));
        router.put("/backoffice/contacts/:jid").handler(Desk.at(this::putContact));
        router.delete("/backoffice/contacts/:jid")
                .handler(Desk.at(context -> gone(mx.removeContact(context.pathParam("jid")))));
        router.delete("/backoffice/services").handler(Desk.at(context -> {
            mx.leaveNoServices();
            return Answer.empty(204);
        }));
        router.delete("/backoffice/conferences/:id")
                .handler(Desk.at(context -> gone(mx.removeConference(context.pathParam("id")))));
        router.delete("/backoffice/voicemails/:id")
                .handler(Desk.at(context -> gone(mx.removeVoicemail(context.pathParam("id")))));
        router.get("/backoffice/log")
                .handler(context -> Desk.aside(vertx, context, () -> Answer.json(200, mx.callLog(Long.MIN_VALUE))));
        router.delete("/backoffice/log")
                .handler(Desk.at(context -> Answer.json(200, ProxyJson.object().put("forgotten", mx.forgetCallLog()))));
        scenes.mount(router);
        new FaultDesk(faults, log).mount(router);
        router.route("/backoffice/*")
                .handler(Desk.at(context -> Desk.problem(404, "The back office has no such page.")));
    }

    private Answer state() {
        return Answer.json(200, StateView.of(mx, proxy, log.counters()));
    }

    private Answer reset() {
        mx.reset();
        proxy.restart();
        faults.replace(List.of());
        log.clear();
        return Answer.empty(204);
    }

    private Answer restart() {
        proxy.restart();
        return Answer.empty(204);
    }

    private Answer loseConnection() {
        return proxy.loseConnection()
                ? Answer.empty(204)
                : Desk.problem(409, "Nobody is signed in, so there is no connection.");
    }

    private static Answer gone(boolean was) {
        return was ? Answer.empty(204) : Desk.problem(404, "There is nothing with this id.");
    }

    /** Changes the habits that are named and leaves the others. */
    private Answer behave(RoutingContext context) {
        try {
            ObjectNode habits = Json.MAPPER.valueToTree(mx.habits());
            habits.setAll(object(context));
            Habits wanted = strictly(habits, Habits.class);
            if (wanted.problem() != null) {
                return Desk.problem(400, wanted.problem());
            }
            mx.behave(wanted);
            return Answer.json(200, wanted);
        } catch (JsonProcessingException broken) {
            return Desk.problem(400, "The body is a JSON object of habits: " + broken.getOriginalMessage());
        }
    }

    /** A new contact, or another in the place of one: {@code {"firstName":…,"ext":"3044",…}}. */
    private Answer putContact(RoutingContext context) {
        try {
            Contact contact = strictly(object(context).put("jid", context.pathParam("jid")), Contact.class);
            mx.put(contact);
            return Answer.json(200, contact);
        } catch (JsonProcessingException broken) {
            return Desk.problem(400, "The body is a JSON object of a contact: " + broken.getOriginalMessage());
        }
    }

    private static ObjectNode object(RoutingContext context) throws JsonProcessingException {
        JsonNode body =
                Json.MAPPER.readTree(Objects.requireNonNullElse(context.body().asString(), ""));
        return Optional.of(body)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(() -> ProxyJson.object().set("?", body));
    }

    private static <T> T strictly(ObjectNode json, Class<T> type) throws JsonProcessingException {
        return Json.MAPPER
                .readerFor(type)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(json.toString());
    }
}

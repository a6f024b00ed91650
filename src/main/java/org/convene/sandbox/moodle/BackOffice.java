package org.convene.sandbox.moodle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Desk;
import org.convene.sandbox.stage.FaultDesk;
import org.convene.sandbox.stage.FaultScript;
import org.convene.sandbox.stage.Json;
import org.convene.sandbox.stage.RequestLog;

/**
 * Sets the scene: {@code PUT /backoffice/TABLE} writes a row or a list of rows, {@code DELETE /backoffice/TABLE/ID} takes
 * one away; the tables are those of {@link Table}. No fault touches it and no token guards it.
 */
final class BackOffice {

    private final Vertx vertx;
    private final Site site;
    private final FaultScript faults;
    private final RequestLog log;
    private final BackOfficePage page;

    BackOffice(Vertx vertx, Site site, FaultScript faults, RequestLog log) {
        this.vertx = vertx;
        this.site = site;
        this.faults = faults;
        this.log = log;
        this.page = new BackOfficePage(site, faults, log);
    }

    void mount(Router router) {
        router.get("/backoffice").handler(context -> Desk.aside(vertx, context, page::show));
        router.get("/backoffice/counters").handler(Desk.at(context -> Answer.json(200, log.counters())));
        router.post("/backoffice/reset").handler(Desk.at(context -> reset()));
        router.put("/backoffice/withheld").handler(Desk.at(this::withhold));
        new FaultDesk(faults, log).mount(router);
        router.get("/backoffice/:table")
                .handler(Desk.at(in(table -> context -> Answer.json(200, site.all(table, row -> true)))));
        router.put("/backoffice/:table").handler(Desk.at(in(table -> context -> put(table, context))));
        router.delete("/backoffice/:table/:id").handler(Desk.at(in(table -> context -> remove(table, context))));
        router.route("/backoffice/*")
                .handler(Desk.at(context -> Desk.problem(404, "The back office has no such page.")));
    }

    private static Function<RoutingContext, Answer> in(Function<Table, Function<RoutingContext, Answer>> work) {
        return context -> Table.named(context.pathParam("table"))
                .map(table -> work.apply(table).apply(context))
                .orElseGet(() -> Desk.problem(404, "There is no such table."));
    }

    private Answer put(Table table, RoutingContext context) {
        JsonNode rows;
        try {
            rows = Json.MAPPER.readTree(
                    Objects.requireNonNullElse(context.body().asString(), ""));
        } catch (JsonProcessingException broken) {
            return Desk.problem(400, "The body is no JSON: " + broken.getOriginalMessage());
        }
        if (rows instanceof ObjectNode row) {
            return Answer.json(200, site.put(table, row));
        }
        if (!rows.isArray()) {
            return Desk.problem(400, "The body is a row or a list of rows.");
        }
        rows.forEach(row -> site.put(table, (ObjectNode) row));
        return Answer.json(200, Map.of("rows", rows.size()));
    }

    private Answer remove(Table table, RoutingContext context) {
        String id = context.pathParam("id");
        return id.matches("[0-9]{1,18}") && site.remove(table, Long.parseLong(id))
                ? Answer.empty(204)
                : Desk.problem(404, "There is no such row.");
    }

    private Answer withhold(RoutingContext context) {
        try {
            site.withhold(Json.MAPPER.readValue(context.body().asString(), new TypeReference<List<String>>() {}));
            return Answer.json(200, site.withheld());
        } catch (JsonProcessingException broken) {
            return Desk.problem(400, "The body is a list of functions: " + broken.getOriginalMessage());
        }
    }

    private Answer reset() {
        site.restore(Snapshot.empty());
        faults.replace(List.of());
        log.clear();
        return Answer.empty(204);
    }
}

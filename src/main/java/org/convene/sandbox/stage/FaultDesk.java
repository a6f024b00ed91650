package org.convene.sandbox.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The back office's desk for the fault script and for what was heard. */
public final class FaultDesk {

    private static final ObjectReader FAULTS = Json.MAPPER
            .readerFor(new TypeReference<List<Fault>>() {})
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final FaultScript faults;
    private final RequestLog log;

    public FaultDesk(FaultScript faults, RequestLog log) {
        this.faults = faults;
        this.log = log;
    }

    public void mount(Router router) {
        router.get("/backoffice/requests").handler(Desk.at(this::requests));
        router.get("/backoffice/faults").handler(Desk.at(context -> Answer.json(200, faults.remaining())));
        router.put("/backoffice/faults")
                .handler(Desk.at(context -> script(context.body().asString())));
        router.delete("/backoffice/faults").handler(Desk.at(context -> script("[]")));
        router.post("/backoffice/forms/faults")
                .handler(Desk.form(context -> script(context.request().getFormAttribute("faults"))));
    }

    private Answer requests(RoutingContext context) {
        String last = context.request().getParam("last", "1000");
        try {
            return Answer.json(200, log.last(Math.max(0, Integer.parseInt(last))));
        } catch (NumberFormatException notANumber) {
            return Desk.problem(400, "last is a number");
        }
    }

    private Answer script(String json) {
        List<Fault> script;
        try {
            script = FAULTS.readValue(Objects.requireNonNullElse(json, ""));
        } catch (JsonProcessingException broken) {
            return Desk.problem(400, "The body is a JSON list of faults: " + broken.getOriginalMessage());
        }
        Optional<String> problem = script.stream()
                .map(fault -> fault == null ? "a fault is an object" : fault.problem())
                .filter(Objects::nonNull)
                .findFirst();
        if (problem.isPresent()) {
            return Desk.problem(400, problem.get());
        }
        faults.replace(script);
        return Answer.json(200, faults.remaining());
    }
}

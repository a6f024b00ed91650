package org.convene.sandbox.trueconf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.convene.sandbox.stage.Json;

/** A request as an operation sees it. */
record Heard(RoutingContext context) {

    HttpServerRequest request() {
        return context.request();
    }

    String path(String name) {
        return context.pathParam(name);
    }

    /** A parameter of the query, not of the path or the body. */
    Optional<String> query(String name) {
        return context.queryParam(name).stream().findFirst().filter(value -> !value.isEmpty());
    }

    boolean isJson() {
        String type = request().getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).contains("json");
    }

    /** The body's fields; refuses with 400 what is no JSON object. */
    Fields json() {
        return new Fields(object());
    }

    private ObjectNode object() {
        Buffer body = context.body().buffer();
        try {
            JsonNode json = Json.MAPPER.readTree(body == null ? new byte[0] : body.getBytes());
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException broken) {
            // told below, as for JSON that is no object
        }
        throw Refusal.invalid(new Trouble("parseError", "The body should be a JSON object.", null, null));
    }
}

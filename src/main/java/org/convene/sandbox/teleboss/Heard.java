package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.convene.sandbox.stage.Json;

/** A request as an operation sees it. */
final class Heard {

    private final RoutingContext context;
    private final Doorkeeper doorkeeper;
    private Account account;

    Heard(RoutingContext context, Doorkeeper doorkeeper) {
        this.context = context;
        this.doorkeeper = doorkeeper;
    }

    /** Refuses a stranger with 401, and an application with 403: only users may work with spaces and rooms. */
    void mustBeUser() {
        mustBeKnown();
        if (account != Account.USER) {
            throw new Refusal(403, "forbidden", "Данный метод запрещен для пользователя");
        }
    }

    void mustBeKnown() {
        account = doorkeeper.account(context.request());
    }

    /** Who this is; null until an operation has asked. */
    Account account() {
        return account;
    }

    HttpServerRequest request() {
        return context.request();
    }

    String path(String name) {
        return context.pathParam(name);
    }

    String query(String name) {
        return context.request().getParam(name);
    }

    String header(String name) {
        return context.request().getHeader(name);
    }

    boolean isGet() {
        return context.request().method() == HttpMethod.GET;
    }

    /** Scheme, host and port under which the caller has reached us. */
    String base() {
        return base(context.request());
    }

    static String base(HttpServerRequest request) {
        return request.scheme() + "://" + request.authority();
    }

    /** The body's fields; refuses with 400 what is not sent as JSON or is none. */
    Fields json() {
        String type = context.request().getHeader("Content-Type");
        if (type == null || !type.toLowerCase(java.util.Locale.ROOT).contains("json")) {
            throw new Refusal(400, "bad_request", "Ожидается Content-Type: application/json");
        }
        return jsonOfAnyType();
    }

    /** The same for webhooks, whose documented samples come as text/plain. */
    Fields jsonOfAnyType() {
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
        throw new Refusal(400, "bad_request", "Тело запроса должно быть объектом JSON");
    }
}

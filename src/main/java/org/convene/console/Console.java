package org.convene.console;

import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.convene.api.Caller;
import org.convene.console.ConsoleRules.Asking;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.request.EmptyResponseException;

/** The addresses below {@code /hawtio} that Hawtio's pages ask for; the pages themselves are static. */
@ApplicationScoped
class Console {
    private static final String ROOT = "/hawtio";
    private static final String JOLOKIA = ROOT + "/jolokia";
    private static final String INDEX = ROOT + "/index.html";
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'";
    private static final int LARGEST = 1 << 20;

    private final JolokiaDesk desk;

    Console(JolokiaDesk desk) {
        this.desk = desk;
    }

    void register(@Observes Router router) {
        router.route(ROOT + "*").handler(Console::frame);
        router.get(ROOT + "/user").handler(context -> json(context, new TextNode(Caller.of(context)).toString()));
        router.get(ROOT + "/plugin").handler(context -> json(context, "[]"));
        router.get(ROOT + "/presetConnections").handler(context -> json(context, "[]"));
        router.get(ROOT + "/keycloak/enabled").handler(context -> json(context, "false"));
        router.get(ROOT + "/auth/config").handler(context -> json(context, "{}"));
        router.route(JOLOKIA + "*")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST))
                .blockingHandler(this::answer, false);
        router.get(ROOT).handler(this::enter);
        // what a person bookmarked is a place within the one page
        router.getWithRegex(ROOT + "/(?!static/|img/|jolokia|[^/]*\\.).*").handler(context -> context.reroute(INDEX));
    }

    /** The console's pages need nothing of other sites, and stand in no page of theirs. */
    private static void frame(RoutingContext context) {
        context.response().putHeader("Content-Security-Policy", POLICY).putHeader("X-Content-Type-Options", "nosniff");
        context.next();
    }

    private void enter(RoutingContext context) {
        if (context.request().path().equals(ROOT) || context.request().path().equals(ROOT + "/")) {
            context.redirect(INDEX);
        } else {
            context.next();
        }
    }

    private void answer(RoutingContext context) {
        Optional<ConsoleRole> role = Caller.identity(context).flatMap(ConsoleRole::of);
        if (role.isEmpty()) {
            context.response().setStatusCode(403).end();
            return;
        }
        boolean post = context.request().method().equals(HttpMethod.POST);
        Asking who = new Asking(Caller.of(context), role.get(), post);
        try {
            JSONStructure answer = post
                    ? desk.post(who, JOLOKIA, body(context), query(context))
                    : desk.get(who, JOLOKIA, path(context), query(context));
            json(context, answer.toJSONString());
        } catch (EmptyResponseException nothing) {
            context.response().setStatusCode(204).end();
        }
    }

    private static byte[] body(RoutingContext context) {
        return context.body().buffer() == null
                ? new byte[0]
                : context.body().buffer().getBytes();
    }

    private static String path(RoutingContext context) {
        String path = URLDecoder.decode(
                context.request().path().substring(JOLOKIA.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
        return path.isEmpty() ? "/" : path;
    }

    private static Map<String, String[]> query(RoutingContext context) {
        Map<String, String[]> query = new HashMap<>();
        context.queryParams()
                .names()
                .forEach(name ->
                        query.put(name, context.queryParams().getAll(name).toArray(String[]::new)));
        return query;
    }

    private static void json(RoutingContext context, String text) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(text);
    }
}

package org.convene.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.convene.api.HttpProblems;
import org.convene.document.Problem;

/**
 * Hawtio at /hawtio. Its pages lie in the jar; here is what they ask for. Who may come in at all was decided before
 * (quarkus.http.auth); a browser brings the token as the password, so there is no form to log in.
 */
@Singleton
class Console {
    private static final int BEFORE_FILES = -2;
    private static final int LARGEST_REQUEST = 1 << 20;
    private static final byte[] VERSION = "{\"type\":\"version\"}".getBytes(StandardCharsets.UTF_8);

    /** The pages run scripts of this hub alone, and no page of another site may show them in a frame. */
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " font-src 'self' data:; frame-ancestors 'none'";

    /** What Hawtio asks before it begins: no plug-ins, no other way to log in, no other processes to look at. */
    private static final Map<String, String> FIXED = Map.of(
            "/hawtio/plugin", "[]",
            "/hawtio/keycloak/enabled", "false",
            "/hawtio/oidc/enabled", "false",
            "/hawtio/proxy/enabled", "false",
            "/hawtio/preset-connections", "[]",
            "/hawtio/presetConnections", "[]",
            "/hawtio/auth/config/session-timeout", "{}",
            "/hawtio/auth/config", "{}");

    private final MBeans beans;
    private final ObjectMapper json;
    private final HttpProblems problems;

    Console(MBeans beans, ObjectMapper json, HttpProblems problems) {
        this.beans = beans;
        this.json = json;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route("/hawtio*").order(BEFORE_FILES).handler(Console::protect);
        router.get("/hawtio").order(BEFORE_FILES).handler(Console::home);
        FIXED.forEach(
                (path, answer) -> router.get(path).order(BEFORE_FILES).handler(context -> answer(context, answer)));
        router.get("/hawtio/user").order(BEFORE_FILES).handler(this::user);
        router.post("/hawtio/jolokia*")
                .order(BEFORE_FILES)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_REQUEST))
                .blockingHandler(context -> ask(context, body(context)), false);
        router.get("/hawtio/jolokia*").order(BEFORE_FILES).blockingHandler(context -> ask(context, VERSION), false);
        router.getWithRegex("/hawtio/(?!index\\.html|static/|img/)[^.]+")
                .order(BEFORE_FILES)
                .handler(context -> context.reroute("/hawtio/index.html"));
    }

    private static void protect(RoutingContext context) {
        context.response().putHeader("Content-Security-Policy", POLICY);
        context.next();
    }

    private static void home(RoutingContext context) {
        if (context.request().path().endsWith("/")) {
            context.reroute("/hawtio/index.html");
        } else {
            context.redirect("/hawtio/");
        }
    }

    private void user(RoutingContext context) {
        try {
            String name = identity(context)
                    .map(identity -> identity.getPrincipal().getName())
                    .orElse("public");
            answer(context, json.writeValueAsString(name));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void ask(RoutingContext context, byte[] request) {
        Optional<ConsoleRole> role = identity(context).flatMap(ConsoleRole::of);
        if (role.isEmpty()) {
            problems.write(context, Problem.of(403, "The role of this token does not allow that."));
            return;
        }
        try {
            answer(context, beans.ask(role.get(), request));
        } catch (IOException | RuntimeException unreadable) {
            problems.write(context, Problem.of(400, "That is no request of Jolokia's protocol, version 2."));
        }
    }

    private static byte[] body(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private static Optional<SecurityIdentity> identity(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser ours
                ? Optional.of(ours.getSecurityIdentity())
                : Optional.empty();
    }

    private static void answer(RoutingContext context, String body) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body);
    }
}

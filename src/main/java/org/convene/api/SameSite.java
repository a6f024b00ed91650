package org.convene.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.convene.check.CheckCommand;
import org.convene.document.Problem;
import org.convene.ops.Settings;

/**
 * A page of another site must not change anything here through the browser of somebody who may: browsers say where a
 * request comes from, and what comes from elsewhere is refused. Programs say nothing of the kind and are not asked; nor
 * is who brings a token of their own, which no other site could add.
 */
@ApplicationScoped
class SameSite {
    private static final int BEFORE_ANYTHING_ELSE = 2000;
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    /** Learning platforms post here through the browser; a state that only this browser knows says whether it meant to. */
    private static final Set<String> MEANT_FOR_OTHERS = Set.of("/lti/login", "/lti/launch");

    private final HttpProblems problems;
    private final Settings settings;
    private String ownOrigin;

    SameSite(HttpProblems problems, Settings settings) {
        this.problems = problems;
        this.settings = settings;
    }

    void register(@Observes Filters filters) {
        if (CheckCommand.isOn()) {
            return; // nobody will call
        }
        ownOrigin = settings.url("convene.public-url").replaceAll("^(https?://[^/]+).*$", "$1");
        filters.register(this::check, BEFORE_ANYTHING_ELSE);
    }

    private void check(RoutingContext context) {
        if (isHarmless(context.request())
                || MEANT_FOR_OTHERS.contains(context.request().path())
                || isOurs(context.request())) {
            context.next();
            return;
        }
        problems.write(context, Problem.of(403, "This came from a page of another site, so nothing was done."));
    }

    /** A WebSocket begins as a GET, and browsers open one for any page and let it read. */
    private static boolean isHarmless(HttpServerRequest request) {
        return HARMLESS.contains(request.method().name())
                && !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    private boolean isOurs(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (authorization != null && authorization.startsWith("Bearer ")) {
            return true;
        }
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        return origin == null || origin.equalsIgnoreCase(ownOrigin) || isHostOf(request, origin);
    }

    private static boolean isHostOf(HttpServerRequest request, String origin) {
        String host = request.getHeader(HttpHeaders.HOST);
        return host != null && origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
    }
}

package org.convene.lesson;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lessons are JSON, whatever the request calls them: {@code curl -d @lesson.json} says form, many programs say nothing.
 * Only what is plainly something else is refused.
 */
@ApplicationScoped
class LessonMediaType {
    private static final int BEFORE_BODIES_ARE_READ = 1000;

    void register(@Observes Filters filters) {
        filters.register(LessonMediaType::settle, BEFORE_BODIES_ARE_READ);
    }

    private static void settle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String said = request.getHeader(HttpHeaders.CONTENT_TYPE);
        boolean takesLessons = request.path().startsWith("/lessons")
                && (request.method().name().equals("PUT")
                        || request.method().name().equals("POST"));
        if (!takesLessons || said == null) {
            context.next();
        } else if (said.startsWith("application/x-www-form-urlencoded") || said.contains("json")) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
            context.next();
        } else {
            context.fail(415);
        }
    }
}

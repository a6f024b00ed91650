package org.convene.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.ForbiddenException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.convene.document.Problem;

/** What the HTTP server itself refuses, before any route hears of it, is answered with a problem document too. */
@Singleton
public class HttpProblems {
    private static final int BEFORE_THE_PLATFORMS_OWN = -1;

    private final ObjectMapper json;

    HttpProblems(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_THE_PLATFORMS_OWN).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        int status = context.failure() instanceof ForbiddenException ? 403 : context.statusCode();
        boolean ours = status == 403 || status == 405 || status == 413 || status == 415;
        if (!ours || context.response().headWritten()) {
            context.next();
            return;
        }
        write(context, Problem.of(status, words(status)));
    }

    public void write(RoutingContext context, Problem problem) {
        boolean isScim = context.normalizedPath().startsWith("/scim/");
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, isScim ? "application/scim+json" : Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(isScim ? scim(problem) : problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Identity providers read errors in the words of RFC 7644, 3.12. */
    private static Map<String, Object> scim(Problem problem) {
        return Map.of(
                "schemas", List.of("urn:ietf:params:scim:api:messages:2.0:Error"),
                "status", String.valueOf(problem.status()),
                "detail", problem.detail());
    }

    private static String words(int status) {
        return switch (status) {
            case 403 -> "The role of this token does not allow that.";
            case 405 -> "This address does not know that method.";
            case 413 -> "The request is too large; send the lessons in several requests.";
            default -> "Send lessons as application/json.";
        };
    }
}

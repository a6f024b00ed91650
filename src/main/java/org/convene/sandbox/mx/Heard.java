package org.convene.sandbox.mx;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/**
 * A request as an operation sees it.
 *
 * @param path what stood in the places of the path that have names, decoded; may be empty
 */
record Heard(RoutingContext context, Map<String, String> path) {

    HttpServerRequest request() {
        return context.request();
    }

    String path(String name) {
        return path.get(name);
    }

    /** The id of a call; 404 when it is no number, as one that is empty after a redirect. */
    long callId() {
        String id = path("id");
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException notANumber) {
            throw new Refusal(404, "strconv.ParseInt: parsing \"" + id + "\": invalid syntax");
        }
    }

    /** A parameter of the query, not of the path or the body. */
    Optional<String> query(String name) {
        return context.queryParam(name).stream().findFirst().filter(value -> !value.isEmpty());
    }

    boolean asked(String name) {
        return context.queryParams().contains(name);
    }

    String form(String name) {
        String value = request().getFormAttribute(name);
        return value == null ? "" : value;
    }

    Fields body() {
        return Fields.of(this);
    }

    /** What follows a word in the Authorization header; the word's case does not count. */
    Optional<String> authorization(String scheme) {
        String header = request().getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1)
                ? Optional.of(header.substring(scheme.length() + 1).trim())
                : Optional.empty();
    }
}

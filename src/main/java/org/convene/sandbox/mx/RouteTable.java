package org.convene.sandbox.mx;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which path goes where, in the proxy's own odd way (mx-proxy.md A1.1): a path that fits nothing is tried with its slash at
 * the end toggled, and redirected when that fits — even to an empty id. Only then does it look whether another method
 * would do, with the toggled path; so nearly every wrong method is 404, not 405. Paths are matched decoded.
 */
final class RouteTable {

    private static final String PARAMETERS = RouteTable.class.getName();

    private record Route(String method, List<String> pattern, Handler<RoutingContext> handler) {

        long named() {
            return pattern.stream().filter(part -> part.startsWith(":")).count();
        }

        boolean fits(List<String> path) {
            boolean fits = pattern.size() == path.size();
            for (int i = 0; fits && i < path.size(); i++) {
                fits = pattern.get(i).startsWith(":") || pattern.get(i).equals(path.get(i));
            }
            return fits;
        }

        Map<String, String> parameters(List<String> path) {
            Map<String, String> found = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                if (pattern.get(i).startsWith(":")) {
                    found.put(pattern.get(i).substring(1), path.get(i));
                }
            }
            return found;
        }
    }

    private final List<Route> routes = new ArrayList<>();

    void add(String method, String pattern, Handler<RoutingContext> handler) {
        routes.add(new Route(method, parts(pattern), handler));
        // a word before a name, as in /conferences/info
        routes.sort(Comparator.comparingLong(Route::named));
    }

    /** What stood in the places of the path that have names. */
    static Map<String, String> parameters(RoutingContext context) {
        return Optional.<Map<String, String>>ofNullable(context.get(PARAMETERS)).orElse(Map.of());
    }

    /** The handler of a request; empty when it is to be answered otherwise. */
    Optional<Handler<RoutingContext>> handler(RoutingContext context) {
        List<String> path = parts(decoded(context.request().path()));
        Optional<Route> route = find(context.request().method().name(), path);
        route.ifPresent(found -> context.put(PARAMETERS, found.parameters(path)));
        return route.map(Route::handler);
    }

    /** Where a request is redirected to; empty when nowhere. */
    Optional<String> redirect(HttpServerRequest request) {
        String toggled = toggled(request.path());
        String query = request.query() == null ? "" : "?" + request.query();
        return find(request.method().name(), parts(decoded(toggled))).map(found -> toggled + query);
    }

    /** The methods that would do, in the proxy's opinion; empty when none. */
    Optional<String> allowed(HttpServerRequest request) {
        boolean used = routes.stream()
                .anyMatch(route -> route.method().equals(request.method().name()));
        List<String> path = parts(decoded(used ? toggled(request.path()) : request.path()));
        TreeSet<String> methods = new TreeSet<>();
        routes.stream().filter(route -> route.fits(path)).forEach(route -> methods.add(route.method()));
        return methods.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", methods));
    }

    private Optional<Route> find(String method, List<String> path) {
        return routes.stream()
                .filter(route -> route.method().equals(method) && route.fits(path))
                .findFirst();
    }

    private static String toggled(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return path;
        }
    }

    private static List<String> parts(String path) {
        return List.of(path.substring(Math.min(1, path.length())).split("/", -1));
    }
}

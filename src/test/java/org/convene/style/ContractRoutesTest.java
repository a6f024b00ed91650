package org.convene.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The contract of the API and the routes that keep it are one. Pages are for people and stand in no contract. */
class ContractRoutesTest {
    private static final Pattern JAVA_PATH = Pattern.compile("platformHttp\\(\"([^\"]+)\"\\)");
    private static final Pattern JAVA_METHODS = Pattern.compile("httpMethodRestrict\\(\"([^\"]+)\"\\)");

    /** Streams are served beside Camel; see EventStreams. */
    private static final Path STREAMS = RouteFiles.JAVA.resolve("org/convene/terminal/stream/EventStreams.java");

    private static final Pattern STREAM = Pattern.compile("serve\\(router, \"([^\"]+)\", \"([^\"]+)\"");

    private static Set<String> promised() {
        Set<String> promised = new TreeSet<>();
        Map<String, Object> paths = RouteFiles.map(
                RouteFiles.map(new Yaml().load(RouteFiles.text(Path.of("src/main/openapi/openapi.yaml"))))
                        .get("paths"));
        paths.forEach((path, methods) -> RouteFiles.map(methods).forEach((method, operation) -> {
            Object id = RouteFiles.map(operation).get("operationId");
            if (id != null) {
                promised.add(id + " " + method.toUpperCase() + " " + path);
            }
        }));
        return promised;
    }

    private static Set<String> kept() {
        Set<String> kept = new TreeSet<>();
        RouteFiles.routes().stream()
                .filter(route -> route.uri().startsWith("platform-http:"))
                .filter(route -> !route.id().startsWith("pages."))
                .forEach(route -> {
                    Map<String, Object> options = RouteFiles.map(route.from().get("parameters"));
                    // everything below the address, whatever it is
                    String below = Boolean.TRUE.equals(options.get("matchOnUriPrefix")) ? "/{path}" : "";
                    String path = route.uri().substring("platform-http:".length()) + below;
                    Object methods = options.get("httpMethodRestrict");
                    methods(String.valueOf(methods))
                            .forEach(method -> kept.add(route.id() + " " + method + " " + path));
                });
        for (RouteFiles.JavaRoute route : RouteFiles.javaRoutes()) {
            Matcher path = JAVA_PATH.matcher(route.text());
            Matcher methods = JAVA_METHODS.matcher(route.text());
            if (path.find() && methods.find()) {
                methods(methods.group(1)).forEach(method -> kept.add(route.id() + " " + method + " " + path.group(1)));
            }
        }
        STREAM.matcher(RouteFiles.text(STREAMS))
                .results()
                .forEach(stream -> kept.add(stream.group(1) + " GET " + stream.group(2)));
        return kept;
    }

    /** HEAD comes with GET. */
    private static List<String> methods(String restriction) {
        return Arrays.stream(restriction.split(","))
                .filter(method -> !method.equals("HEAD"))
                .toList();
    }

    @Test
    void everyOperationHasARouteOfItsNameMethodAndPathAndEveryRouteAnOperation() {
        assertEquals(String.join("\n", promised()), String.join("\n", kept()));
    }
}

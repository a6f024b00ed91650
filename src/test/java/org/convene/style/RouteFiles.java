package org.convene.style;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** What lies in routes/, as its files say it; and the routes of the Java DSL, as far as their text shows them. */
final class RouteFiles {
    static final Path ROUTES = Path.of("routes");
    static final Path SAMPLES = Path.of("samples/routes");
    static final Path JAVA = Path.of("src/main/java");

    private static final Pattern JAVA_ROUTE = Pattern.compile("\\bfrom\\((.*?)(?=\\bfrom\\(|\\z)", Pattern.DOTALL);

    private RouteFiles() {}

    /** A route, or the configuration of routes, with the file it stands in. */
    record Entry(Path file, Map<String, Object> content) {
        String id() {
            return String.valueOf(content.get("id"));
        }

        String text(String key) {
            return String.valueOf(content.get(key));
        }

        Map<String, Object> from() {
            return map(content.get("from"));
        }

        String uri() {
            return String.valueOf(from().get("uri"));
        }

        List<Map<String, Object>> steps() {
            return RouteFiles.steps(from());
        }

        @Override
        public String toString() {
            return file + " " + id();
        }
    }

    /** A route of the Java DSL: the text from its {@code from(} to the next one's. */
    record JavaRoute(Path file, String text) {
        String argument(String call) {
            Matcher argument =
                    Pattern.compile("\\." + call + "\\(\"([^\"]*)\"\\)").matcher(text);
            return argument.find() ? argument.group(1) : null;
        }

        String id() {
            return argument("routeId");
        }

        String description() {
            return argument("routeDescription");
        }

        @Override
        public String toString() {
            return file + " " + id();
        }
    }

    static List<Path> files(Path directory, String suffix) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Entry> routes() {
        return entries("route");
    }

    /** {@code kind} is {@code route} or {@code routeConfiguration}. */
    static List<Entry> entries(String kind) {
        return entries(ROUTES, kind);
    }

    static List<Entry> entries(Path directory, String kind) {
        List<Entry> found = new ArrayList<>();
        for (Path file : files(directory, ".camel.yaml")) {
            for (Map<String, Object> one : documents(file)) {
                if (one.containsKey(kind)) {
                    found.add(new Entry(file, map(one.get(kind))));
                }
            }
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> documents(Path file) {
        return (List<Map<String, Object>>) new Yaml().load(text(file));
    }

    static List<JavaRoute> javaRoutes() {
        List<JavaRoute> found = new ArrayList<>();
        for (Path file : files(JAVA, ".java")) {
            String text = text(file);
            if (text.contains("RouteBuilder")) {
                JAVA_ROUTE.matcher(text).results().forEach(route -> found.add(new JavaRoute(file, route.group())));
            }
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return node instanceof Map ? (Map<String, Object>) node : Map.of();
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> steps(Map<String, Object> parent) {
        return parent.get("steps") instanceof List ? (List<Map<String, Object>>) parent.get("steps") : List.of();
    }
}

package org.convene.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.convene.style.RouteFiles.Entry;
import org.convene.style.RouteFiles.JavaRoute;
import org.junit.jupiter.api.Test;

/** The rules of routes/README.md, so that whoever has read one route can read them all. */
class RouteStyleTest {
    private static final String ID = "[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*";
    private static final List<String> ROUTE_KEYS = List.of("id", "description", "routeConfigurationId", "from");
    private static final List<String> STEP_KEYS = List.of("id", "name", "uri", "parameters", "expression", "steps");
    private static final Set<String> LANGUAGES = Set.of(
            "simple", "jq", "constant", "method", "header", "variable", "exchangeProperty", "jsonpath", "tokenize");
    private static final Set<String> PARENTS = Set.of("expression", "handled", "continued");
    private static final List<String> SUFFIXES = List.of(".camel.yaml", ".kamelet.yaml", ".spec.yaml", ".jq");
    private static final List<String> CONTRACT = List.of("describe", "create", "update", "cancel", "read", "find");
    private static final int MOST_STEPS = 12;
    private static final int DEEPEST = 3;
    private static final int LONGEST_EXPRESSION = 80;

    private static final List<Path> DIRECTORIES = List.of(RouteFiles.ROUTES, RouteFiles.SAMPLES);

    private final List<Entry> routes = entries("route");

    /** Samples are routes that others copy, so they keep the same rules. */
    private static List<Entry> entries(String kind) {
        return DIRECTORIES.stream()
                .flatMap(directory -> RouteFiles.entries(directory, kind).stream())
                .toList();
    }

    private static List<Path> files(String suffix) {
        return DIRECTORIES.stream()
                .flatMap(directory -> RouteFiles.files(directory, suffix).stream())
                .toList();
    }

    @Test
    void everyRouteSaysWhoItIsInTheSameOrder() {
        assertNone(broken(route -> !route.content().keySet().stream()
                .filter(key -> !key.equals("autoStartup"))
                .toList()
                .equals(ROUTE_KEYS)));
    }

    @Test
    void everyRouteIsNamedSystemDotVerbAndOnlyOnce() {
        assertNone(broken(route -> !route.id().matches(ID)));
        assertEquals(routes.size(), routes.stream().map(Entry::id).distinct().count());
    }

    @Test
    void everyRouteIsDescribedInWords() {
        assertNone(broken(route -> route.text("description").split(" ").length < 2));
    }

    @Test
    void everyRouteNamesAnErrorPolicyThatExists() {
        Set<String> policies =
                entries("routeConfiguration").stream().map(Entry::id).collect(Collectors.toSet());
        assertNone(broken(route -> !policies.contains(route.text("routeConfigurationId"))));
    }

    @Test
    void aRouteIsCalledByItsOwnName() {
        assertNone(broken(
                route -> route.uri().startsWith("direct:") && !route.uri().equals("direct:" + route.id())));
    }

    @Test
    void theRoutesOfAVendorAreNamedAfterItsFolder() {
        assertNone(broken(route -> route.file().startsWith("routes/vendors")
                && !route.id().startsWith(route.file().getParent().getFileName() + ".")));
    }

    @Test
    void everyVendorHasTheSameShapeAndHonoursTheContract() {
        List<String> missing = new ArrayList<>();
        for (Path vendor : vendors()) {
            String name = vendor.getFileName().toString();
            for (String file : List.of(".camel.yaml", "-call-action.kamelet.yaml", ".spec.yaml")) {
                if (!Files.exists(vendor.resolve(name + file))) {
                    missing.add(vendor + "/" + name + file);
                }
            }
            Set<String> ids = routes.stream().map(Entry::id).collect(Collectors.toSet());
            CONTRACT.stream()
                    .map(verb -> name + "." + verb)
                    .filter(id -> !ids.contains(id))
                    .forEach(missing::add);
        }
        assertNone(missing);
    }

    @Test
    void noRouteIsLongOrDeepOrDecidesTwice() {
        assertNone(broken(route -> route.steps().size() > MOST_STEPS));
        assertNone(broken(route -> depth(route.from()) > DEEPEST));
        assertNone(broken(route -> count(route.from(), "choice") > 1));
    }

    @Test
    void everyExpressionFitsOnHalfALine() {
        assertNone(found((key, value) ->
                key.equals("expression") && value instanceof String text && text.length() > LONGEST_EXPRESSION));
    }

    /** A language stands below {@code expression:}, and has its text below another; the short forms are deprecated. */
    @Test
    void expressionsAreWrittenInTheCanonicalForm() {
        List<String> compact = new ArrayList<>();
        allDocuments((file, node) -> walk(
                node,
                "",
                (parent, map) -> map.forEach((key, value) -> {
                    boolean beansMethod = key.equals("method") && map.containsKey("ref");
                    boolean language = LANGUAGES.contains(key) && !beansMethod && !parent.equals("parameters");
                    if (language && !(PARENTS.contains(parent) && value instanceof Map)) {
                        compact.add(file + ": " + key + ": " + value);
                    }
                })));
        assertNone(compact);
    }

    @Test
    void optionsAreParametersAndNotPartOfAnAddress() {
        assertNone(found((key, value) -> (key.equals("uri") || key.equals("to") && value instanceof String)
                && String.valueOf(value).contains("?")));
    }

    @Test
    void theKeysOfAStepStandInReadingOrder() {
        List<String> wrong = new ArrayList<>();
        allDocuments((file, node) -> walk(node, "", (parent, map) -> {
            if (parent.equals("parameters") || parent.equals("properties")) {
                return;
            }
            List<String> known =
                    map.keySet().stream().filter(STEP_KEYS::contains).toList();
            if (!known.equals(STEP_KEYS.stream().filter(map::containsKey).toList())) {
                wrong.add(file + ": " + map.keySet());
            }
        }));
        assertNone(wrong);
    }

    @Test
    void noJsonIsBuiltAsText() {
        assertNone(found((key, value) ->
                key.equals("expression") && value instanceof String text && text.matches("(?s)\\s*[\\[{]\\s*\".*")));
    }

    @Test
    void nothingIsAnonymousCodeOrALiteralHeaderOfOurs() {
        assertNone(found((key, value) -> key.equals("setHeader") || key.equals("groovy") || key.equals("script")));
    }

    @Test
    void theSuffixSaysWhatAFileIs() {
        assertNone(files("").stream()
                .filter(file -> !file.endsWith("routes/README.md"))
                .filter(file -> SUFFIXES.stream().noneMatch(file.toString()::endsWith))
                .toList());
    }

    @Test
    void aMappingIsNamedAfterItsTwoWorldsAndIsUsed() {
        String all = files(".yaml").stream().map(RouteFiles::text).collect(Collectors.joining());
        assertNone(files(".jq").stream()
                .filter(file -> !file.getFileName().toString().matches("[a-z-]+\\.to-[a-z-]+\\.jq")
                        || DIRECTORIES.stream()
                                .filter(file::startsWith)
                                .noneMatch(directory ->
                                        all.contains("resource:routes:" + directory.relativize(file) + "\"")))
                .toList());
    }

    @Test
    void aMappingSaysInItsFirstLineWhatItTurnsIntoWhat() {
        assertNone(files(".jq").stream()
                .filter(file ->
                        !RouteFiles.text(file).lines().findFirst().orElse("").matches("# .+ → .+"))
                .toList());
    }

    @Test
    void yamlIsPlain() {
        assertNone(files(".yaml").stream()
                .filter(file -> !RouteFiles.text(file).endsWith("\n")
                        || RouteFiles.text(file).lines().anyMatch(line -> line.equals("---") || line.contains("\t")))
                .toList());
    }

    @Test
    void routesInJavaKeepTheSameRules() {
        Set<String> policies =
                entries("routeConfiguration").stream().map(Entry::id).collect(Collectors.toSet());
        List<JavaRoute> java = RouteFiles.javaRoutes();
        assertTrue(java.size() > 1, "the routes of the Java DSL are found");
        assertNone(java.stream()
                .filter(route -> route.id() == null
                        || !route.id().matches(ID)
                        || route.description() == null
                        || !policies.contains(route.argument("routeConfigurationId"))
                        || route.text().startsWith("from(direct(")
                                && !route.text().startsWith("from(direct(\"" + route.id() + "\"))"))
                .toList());
    }

    private static List<Path> vendors() {
        try (Stream<Path> folders = Files.list(RouteFiles.ROUTES.resolve("vendors"))) {
            return folders.sorted().toList();
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private interface Rule {
        boolean isBrokenBy(Entry route);
    }

    private List<Entry> broken(Rule rule) {
        assertTrue(routes.size() > 10, "the routes are found");
        return routes.stream().filter(rule::isBrokenBy).toList();
    }

    private interface Sight {
        boolean isWrong(String key, Object value);
    }

    /** Places anywhere in the YAML of routes and kamelets. */
    private static List<String> found(Sight sight) {
        List<String> places = new ArrayList<>();
        allDocuments((file, node) -> walk(
                node,
                "",
                (parent, map) -> map.forEach((key, value) -> {
                    if (sight.isWrong(key, value)) {
                        places.add(file + ": " + key + ": " + value);
                    }
                })));
        return places;
    }

    private static void allDocuments(BiConsumer<Path, Object> visitor) {
        files(".camel.yaml").forEach(file -> visitor.accept(file, RouteFiles.documents(file)));
        RouteFiles.files(RouteFiles.ROUTES, ".kamelet.yaml")
                .forEach(file -> visitor.accept(
                        file,
                        RouteFiles.map(((Map<?, ?>)
                                                new org.yaml.snakeyaml.Yaml().<Map<?, ?>>load(RouteFiles.text(file)))
                                        .get("spec"))
                                .get("template")));
    }

    private static void walk(Object node, String parent, BiConsumer<String, Map<String, Object>> visitor) {
        if (node instanceof List<?> list) {
            list.forEach(one -> walk(one, parent, visitor));
        } else if (node instanceof Map) {
            Map<String, Object> map = RouteFiles.map(node);
            visitor.accept(parent, map);
            map.forEach((key, value) -> walk(value, key, visitor));
        }
    }

    private static int depth(Object node) {
        if (node instanceof List<?> list) {
            return list.stream().mapToInt(RouteStyleTest::depth).max().orElse(0);
        }
        Map<String, Object> map = RouteFiles.map(node);
        int below = map.values().stream().mapToInt(RouteStyleTest::depth).max().orElse(0);
        return map.containsKey("steps") ? below + 1 : below;
    }

    private static int count(Object node, String step) {
        if (node instanceof List<?> list) {
            return list.stream().mapToInt(one -> count(one, step)).sum();
        }
        Map<String, Object> map = RouteFiles.map(node);
        int below = map.values().stream().mapToInt(one -> count(one, step)).sum();
        return map.containsKey(step) ? below + 1 : below;
    }

    private static void assertNone(List<?> broken) {
        assertEquals("", broken.stream().map(String::valueOf).collect(Collectors.joining("\n")));
    }
}

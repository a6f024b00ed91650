package org.convene.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route of a vendor is in a spec, and creating a room there is specified in sickness and in health. */
class SpecCoverageTest {
    private static final Pattern ROUTE = Pattern.compile("(?m)^ {6}uri: \"?(direct|timer):([a-z0-9.-]+)");

    static List<Path> vendors() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("routes/vendors"))) {
            return folders.sorted().toList();
        }
    }

    private static List<Path> routeFiles(Path vendor) throws IOException {
        try (Stream<Path> files = Files.list(vendor)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<JsonNode> steps(Path vendor) {
        return SpecCase.below(vendor).stream()
                .flatMap(one -> one.steps().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void everyRouteIsCalled(Path vendor) throws IOException {
        Set<String> uncalled = new TreeSet<>();
        for (Path file : routeFiles(vendor)) {
            ROUTE.matcher(Files.readString(file))
                    .results()
                    .forEach(route -> uncalled.add(route.group(1) + ":" + route.group(2)));
        }
        steps(vendor).forEach(step -> uncalled.remove(step.path("call").asText()));
        assertEquals(Set.of(), uncalled);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void everyWayInWhichACreateCanEndIsSpecified(Path vendor) {
        Set<String> ends = steps(vendor).stream()
                .filter(step -> step.path("call").asText().equals("direct:" + vendor.getFileName() + ".create"))
                .map(step -> step.path("fails").path("kind").asText("success"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> unspecified = new TreeSet<>(Set.of("success", "busy", "refused", "unauthorized", "uncertain"));
        unspecified.removeAll(ends);
        assertEquals(Set.of(), unspecified);
    }

    @Test
    void noCaseHasTheNameOfAnother() {
        List<String> names =
                SpecCase.below(Path.of("routes")).stream().map(SpecCase::name).toList();
        assertEquals(names.stream().distinct().toList(), names);
    }
}

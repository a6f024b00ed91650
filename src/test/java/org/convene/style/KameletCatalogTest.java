package org.convene.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** A kamelet can be used by whoever reads its head. */
class KameletCatalogTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\??([^}:]+)[^}]*}}");
    private static final Pattern SECRET =
            Pattern.compile("token|secret|password|authorization", Pattern.CASE_INSENSITIVE);

    static List<Path> kamelets() {
        return RouteFiles.files(RouteFiles.ROUTES, ".kamelet.yaml");
    }

    private static Map<String, Object> part(Path file, String... path) {
        Map<String, Object> part = RouteFiles.map(new Yaml().load(RouteFiles.text(file)));
        for (String name : path) {
            part = RouteFiles.map(part.get(name));
        }
        return part;
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theFileIsNamedLikeTheKamelet(Path file) {
        String name = String.valueOf(part(file, "metadata").get("name"));
        assertEquals(name + ".kamelet.yaml", file.getFileName().toString());
        assertTrue(name.matches("[a-z0-9-]+-(action|source|sink)"), name);
        assertTrue(name.startsWith(file.getParent().getFileName() + "-"), name);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theHeadSaysWhatGoesInAndOut(Path file) {
        assertTrue(
                part(file, "spec", "definition").keySet().containsAll(List.of("title", "description", "properties")));
        assertTrue(part(file, "spec", "types").keySet().containsAll(List.of("in", "out")));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void everyPropertyIsExplainedWithAnExample(Path file) {
        Map<String, Object> properties = part(file, "spec", "definition", "properties");
        assertFalse(properties.isEmpty());
        properties.forEach((name, property) -> assertTrue(
                RouteFiles.map(property).keySet().containsAll(List.of("title", "type", "description", "example")),
                name));
        assertTrue(properties.keySet().containsAll((List<?>)
                part(file, "spec", "definition").get("required")));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void whatIsDeclaredIsUsedAndWhatIsUsedIsDeclared(Path file) {
        Set<String> used = new TreeSet<>();
        PLACE.matcher(part(file, "spec", "template").toString()).results().forEach(place -> used.add(place.group(1)));
        assertEquals(
                new TreeSet<>(part(file, "spec", "definition", "properties").keySet()), used);
    }

    /** Parameters of a kamelet stand in endpoints, which are shown in logs and to operators. */
    @ParameterizedTest
    @MethodSource("kamelets")
    void noSecretPassesThrough(Path file) {
        Stream.concat(
                        part(file, "spec", "definition", "properties").keySet().stream(),
                        PLACE.matcher(RouteFiles.text(file)).results().map(place -> place.group(1)))
                .forEach(name -> assertFalse(SECRET.matcher(name).find(), name));
    }

    /** The binding sends what it means to send, whatever the message carried; the specs see to that on the wire. */
    @ParameterizedTest
    @MethodSource("kamelets")
    void theDoorSendsNothingThatAMessageHappensToCarry(Path file) {
        String template = part(file, "spec", "template").toString();
        assertTrue(
                template.contains("vertxHttpBinding=#vendorRequests") || template.contains("removeHeaders={pattern=*"),
                template);
    }
}

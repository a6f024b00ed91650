package org.convene.ops;

import static io.restassured.RestAssured.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.convene.page.PagesProfile;
import org.junit.jupiter.api.Test;

/** Metrics, alert rules and dashboard of docs/monitoring speak of the same things, and the hub really has them. */
@QuarkusTest
@TestProfile(MonitoringTest.Alone.class)
class MonitoringTest {
    /** Of its own: an application that ended cannot be started again beside others. */
    public static class Alone extends PagesProfile {}

    private static final Path DOCS = Path.of("docs/monitoring");
    private static final Pattern NAME = Pattern.compile("convene_[a-z_]+");
    /** How a timer or a counter is called in the text format. */
    private static final Pattern SUFFIX = Pattern.compile("_(count|sum|max|total)$");

    private static Set<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(name -> SUFFIX.matcher(name).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(String file) throws IOException {
        return Files.readString(DOCS.resolve(file));
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    @Test
    void everyMetricOfTheHubIsDescribed() throws Exception {
        Set<String> shown = names(get("/q/metrics").asString());
        assertTrue(shown.contains("convene_quarantine"), shown::toString);
        assertEquals(Set.of(), without(shown, names(text("README.md"))));
    }

    @Test
    void everyMetricThatIsDescribedIsOneThatTheHubMakes() throws Exception {
        Set<String> made = new TreeSet<>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Pattern.compile("\"(convene\\.[a-z.]+)\"")
                        .matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1).replace('.', '_'))
                        .forEach(made::add);
            }
        }
        Set<String> described = names(text("README.md")).stream()
                .map(name -> name.replaceFirst("_seconds$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), without(described, made));
    }

    @Test
    void alertsAndTheDashboardAskOnlyForWhatIsDescribed() throws Exception {
        Set<String> described = names(text("README.md"));
        assertEquals(Set.of(), without(names(text("alerts.yaml")), described));
        JsonNode dashboard = new ObjectMapper().readTree(text("dashboard.json"));
        String asked = String.join(" ", dashboard.findValuesAsText("expr"));
        assertEquals(Set.of(), without(names(asked), described));
    }

    @Test
    void everyAlertHasWordsOnWhatToDo() throws Exception {
        JsonNode rules = new YAMLMapper().readTree(text("alerts.yaml"));
        List<String> alerts = rules.findValuesAsText("alert");
        List<String> told = text("README.md")
                .lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        assertEquals(alerts, told);
        JsonNode tried = new YAMLMapper().readTree(text("alerts.test.yaml"));
        assertEquals(Set.copyOf(alerts), Set.copyOf(tried.findValuesAsText("alertname")));
    }

    @Test
    void prometheusAcceptsTheRulesAndTheySpeakWhenTheyShould() throws Exception {
        assumeTrue(isInstalled(), "promtool is not installed");
        promtool("check", "rules", "alerts.yaml");
        promtool("test", "rules", "alerts.test.yaml");
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool")));
    }

    private static void promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(DOCS.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}

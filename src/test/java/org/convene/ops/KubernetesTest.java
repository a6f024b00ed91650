package org.convene.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kubernetes/ says can be rendered, names keys that there are, and asks for no more rights than a hub needs. */
class KubernetesTest {
    private static final Path ROOT = Path.of("kubernetes");
    private static final YAMLMapper YAML = new YAMLMapper();
    /** Below it people choose names. */
    private static final String TOKENS = "CONVENE_API_TOKENS__";

    private static List<String> literals(Path kustomization) throws IOException {
        List<String> keys = new ArrayList<>();
        YAML.readTree(kustomization.toFile())
                .at("/configMapGenerator/0/literals")
                .forEach(literal -> keys.add(literal.asText().replaceFirst("=.*", "")));
        return keys;
    }

    /** The keys of application.properties, in its order, as environment variables. */
    private static List<String> known() throws IOException {
        return Files.readAllLines(Path.of("application.properties")).stream()
                .filter(line -> line.matches("[a-z].*=.*"))
                .map(line -> line.replaceFirst("=.*", "")
                        .replaceAll("[^A-Za-z0-9]", "_")
                        .toUpperCase(Locale.ROOT))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/scaled"})
    void everyKeyIsOneOfApplicationPropertiesAndStandsInItsOrder(String directory) throws Exception {
        List<String> known = known();
        List<String> keys = literals(ROOT.resolve(directory).resolve("kustomization.yaml")).stream()
                .filter(key -> !key.startsWith(TOKENS))
                .toList();
        assertTrue(keys.size() > 1, keys::toString);
        Set<String> unknown = new TreeSet<>(keys);
        unknown.removeAll(known);
        assertEquals(Set.of(), unknown);
        List<Integer> places = keys.stream().map(known::indexOf).toList();
        assertEquals(places.stream().sorted().toList(), places);
    }

    @Test
    void nothingSecretIsInTheFiles() throws Exception {
        try (var files = Files.walk(ROOT)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
                String text = Files.readString(file);
                assertTrue(!text.matches("(?s).*(_SECRET|_PASSWORD|_TOKEN)=\\S.*"), file + " has a secret");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "scaled"})
    void anOverlayIsRenderedAndItsPodHasNoRights(String overlay) throws Exception {
        assumeTrue(isInstalled(), "kubectl is not installed");
        List<JsonNode> objects = rendered(overlay);
        List<String> kinds =
                objects.stream().map(object -> object.path("kind").asText()).toList();
        assertTrue(kinds.containsAll(List.of("ConfigMap", "Service", "Deployment", "NetworkPolicy")), kinds::toString);
        assertEquals(overlay.equals("single"), kinds.contains("PersistentVolumeClaim"));
        assertEquals(overlay.equals("scaled"), kinds.contains("PodDisruptionBudget"));
        assertEquals(overlay.equals("scaled"), kinds.contains("HorizontalPodAutoscaler"));

        JsonNode pod = objects.get(kinds.indexOf("Deployment")).at("/spec/template/spec");
        assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean());
        assertEquals(
                "RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText());
        assertTrue(pod.has("automountServiceAccountToken")
                && !pod.path("automountServiceAccountToken").asBoolean());
        JsonNode container = pod.at("/containers/0");
        assertEquals("ALL", container.at("/securityContext/capabilities/drop/0").asText());
        assertTrue(container.at("/securityContext/readOnlyRootFilesystem").asBoolean());
        assertTrue(!container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true));
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertTrue(container.at("/" + probe + "/httpGet/path").asText().startsWith("/q/health/"), probe);
        }
        Set<String> volumes = new TreeSet<>(pod.path("volumes").findValuesAsText("name"));
        container
                .path("volumeMounts")
                .forEach(mount -> assertTrue(volumes.contains(mount.path("name").asText())));
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    }

    private static List<JsonNode> rendered(String overlay) throws Exception {
        Process process = new ProcessBuilder(
                        "kubectl",
                        "kustomize",
                        ROOT.resolve("overlays").resolve(overlay).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<JsonNode> objects;
        try (InputStream text = process.getInputStream()) {
            objects = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll();
        }
        assertEquals(0, process.waitFor());
        return objects;
    }
}

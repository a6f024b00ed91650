package org.convene.routes;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody edits routes of a hub that runs. */
@QuarkusTest
@TestProfile(RouteReloadTest.WithRoutes.class)
class RouteReloadTest {
    private static final Path DIRECTORY = Path.of("target/reload-test/routes").toAbsolutePath();
    private static final Path FILE = DIRECTORY.resolve("mine.camel.yaml");
    private static final Path MAPPING = DIRECTORY.resolve("mine.to-words.jq");

    public static class WithRoutes implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Files.createDirectories(DIRECTORY);
                Files.writeString(FILE, saying("first"));
                Files.writeString(MAPPING, "# what becomes what\n{ said: .words }\n");
            } catch (IOException noRoom) {
                throw new IllegalStateException(noRoom);
            }
            return Map.of(
                    "convene.data-dir", "target/reload-test",
                    "convene.demo.samples", "",
                    "convene.sandbox.enabled", "false",
                    "convene.routes.dir", DIRECTORY.toString(),
                    "convene.routes.reload", "true",
                    "convene.routes.look", "100ms",
                    "quarkus.datasource.jdbc.url", "jdbc:h2:mem:reload-test",
                    "quarkus.http.test-port", "0");
        }
    }

    @Inject
    CamelContext camel;

    @Inject
    ProducerTemplate template;

    @Inject
    RouteReload reload;

    private static String saying(String words) {
        return """
                - route:
                    id: mine.say
                    description: Says something
                    routeConfigurationId: vendor-errors
                    from:
                      uri: direct:mine.say
                      steps:
                        - setBody: { expression: { constant: { expression: "%s" } } }
                - route:
                    id: mine.map
                    description: Says it in other words
                    routeConfigurationId: vendor-errors
                    from:
                      uri: direct:mine.map
                      steps:
                        - transform: { expression: { jq: { expression: "resource:routes:mine.to-words.jq" } } }
                """.formatted(words);
    }

    private String said() {
        return template.requestBody("direct:mine.say", "", String.class);
    }

    private String mapped() {
        return template.requestBody("direct:mine.map", "{\"words\":\"hello\"}", String.class);
    }

    private Set<String> routes() {
        return camel.getRoutes().stream().map(Route::getRouteId).collect(Collectors.toSet());
    }

    @BeforeEach
    @AfterEach
    void asAtFirst() throws IOException {
        try (var files = Files.list(DIRECTORY)) {
            for (Path file : files.filter(one -> !one.equals(FILE) && !one.equals(MAPPING))
                    .toList()) {
                Files.delete(file);
            }
        }
        Files.writeString(FILE, saying("first"));
        Files.writeString(MAPPING, "# what becomes what\n{ said: .words }\n");
        await().until(() -> reload.refused().isEmpty() && said().equals("first") && mapped().contains("said"));
    }

    @Test
    void anEditIsTakenWhileTheHubRuns() throws IOException {
        int before = routes().size();
        Files.writeString(FILE, saying("second"));
        await().until(() -> said().equals("second"));
        assertEquals(before, routes().size());
        given().get("/audit?subject=routes/mine.camel.yaml").then().body(containsString("\"result\":\"done\""));
    }

    @Test
    void aBrokenEditIsRefusedAndTheOldRouteGoesOn() throws IOException {
        Files.writeString(FILE, saying("second").replace("- setBody:", "- setBdy:"));
        await().until(() -> !reload.refused().isEmpty());
        RouteTrouble trouble = reload.refused().get("mine.camel.yaml");
        assertEquals(8, trouble.line());
        assertTrue(trouble.words().contains("setBdy"), trouble::words);
        assertEquals("first", said());
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(containsString("mine.camel.yaml"))
                .body(containsString("refused: "));
        given().get("/q/metrics").then().body(containsString("convene_routes_refused 1.0"));
        given().get("/audit?subject=routes/mine.camel.yaml")
                .then()
                .body(containsString("\"result\":\"refused\""))
                .body(containsString(":8: "));

        Files.writeString(FILE, saying("third"));
        await().until(() -> said().equals("third"));
        assertTrue(reload.refused().isEmpty());
        given().get("/q/health/ready").then().body(not(containsString("refused")));
    }

    @Test
    void aRouteThatCannotBeMadeIsRefusedWithItsLine() throws IOException {
        Files.writeString(FILE, saying("second").replace("uri: direct:mine.map", "uri: drect:mine.map"));
        await().until(() -> !reload.refused().isEmpty());
        RouteTrouble trouble = reload.refused().get("mine.camel.yaml");
        assertEquals(10, trouble.line());
        assertTrue(trouble.words().startsWith("route mine.map cannot be made"), trouble::words);
        assertEquals("first", said());
        assertTrue(mapped().contains("hello"));
        assertTrue(routes().stream().noneMatch(id -> id.startsWith(RouteTrouble.TRIAL)), () -> routes().toString());
    }

    @Test
    void anEditOfAMappingIsTakenAndABrokenOneRefused() throws IOException {
        Files.writeString(MAPPING, "# what becomes what\n{ heard: .words }\n");
        await().until(() -> mapped().contains("heard"));
        Files.writeString(MAPPING, "# what becomes what\n{ heard: .words | }\n");
        await().until(() -> !reload.refused().isEmpty());
        assertEquals(2, reload.refused().get("mine.to-words.jq").line());
        assertTrue(mapped().contains("heard"));
    }

    @Test
    void aNewFileIsTakenAndGoesWithIt() throws IOException {
        Path another = DIRECTORY.resolve("another.camel.yaml");
        Files.writeString(
                another, saying("x").replace("mine.", "another.").replace("another.to-words", "mine.to-words"));
        await().until(() -> camel.getRoute("another.say") != null);
        assertEquals("x", template.requestBody("direct:another.say", "", String.class));
        Files.delete(another);
        await().until(() -> camel.getRoute("another.say") == null);
        assertNull(camel.getRoute("another.map"));
        assertNotNull(camel.getRoute("mine.say"));
    }

    @Test
    void aRouteOfAnotherFileIsNotTakenAwayByItsName() throws IOException {
        Path thief = DIRECTORY.resolve("thief.camel.yaml");
        Files.writeString(thief, saying("stolen"));
        await().until(() -> reload.refused().containsKey("thief.camel.yaml"));
        assertTrue(reload.refused().get("thief.camel.yaml").words().contains("another file"));
        assertEquals("first", said());
    }

    @Test
    void anErrorPolicyIsOnlyTakenByAStart() throws IOException {
        Path policy = DIRECTORY.resolve("policy.camel.yaml");
        Files.writeString(
                policy, "- routeConfiguration:\n    id: my-errors\n    errorHandler: { noErrorHandler: {} }\n");
        await().until(() -> reload.refused().containsKey("policy.camel.yaml"));
        assertTrue(reload.refused().get("policy.camel.yaml").words().contains("only taken by a start"));
    }

    @Test
    void aMappingOfTheHubIsReplacedAndComesBackWhenTheFileGoes() throws IOException {
        Path own = DIRECTORY.resolve("booking.to-room.jq");
        Files.writeString(own, "# a booking becomes a room\n{ mine: true }\n");
        await().untilAsserted(() -> assertEquals("{\"mine\":true}", described().replaceAll("\\s", "")));
        Files.delete(own);
        await().untilAsserted(() -> assertTrue(described().contains("name"), this::described));
    }

    @Test
    void aMappingThatRoutesDoNotReadThemselvesIsOnlyTakenByAStart() throws IOException {
        Path own = DIRECTORY.resolve("answer.to-failure.jq");
        Files.writeString(own, "# an answer becomes a failure\n{ kind: \"down\" }\n");
        await().until(() -> reload.refused().containsKey("answer.to-failure.jq"));
        assertTrue(reload.refused().get("answer.to-failure.jq").words().contains("only taken by a start"));
    }

    private String described() {
        return template.request("direct:teleboss.describe", exchange -> {
                    exchange.setVariable("marker", "gfenhvusa7");
                    exchange.getMessage()
                            .setBody("{\"title\":\"Algebra\",\"startsAt\":\"2026-11-23T06:00:00Z\","
                                    + "\"endsAt\":\"2026-11-23T06:45:00Z\",\"participants\":[]}");
                })
                .getMessage()
                .getBody(String.class);
    }
}

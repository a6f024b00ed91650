package org.convene.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role may do at the console: asked of Jolokia itself, since anybody can send what the pages of it do not offer. */
@QuarkusTest
@TestProfile(ConsoleRolesTest.Alone.class)
class ConsoleRolesTest {
    /** Of its own: an application that ended cannot be started again beside others. */
    public static class Alone extends ConsoleProfile {}

    private static final List<String> PEOPLE = List.of("viewer", "operator", "admin");
    private static final String CONTEXT = "org.apache.camel:context=convene,name=\"convene\",type=context";
    private static final String ROUTE = "api.get-lesson";

    @Inject
    CamelContext camel;

    @Inject
    ObjectMapper json;

    @AfterEach
    void startAgain() throws Exception {
        camel.getRouteController().startRoute(ROUTE);
    }

    private static String route() {
        return "org.apache.camel:context=convene,name=\"" + ROUTE + "\",type=routes";
    }

    private static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + ConsoleProfile.secret(role));
    }

    private JsonNode ask(String role, Object request) {
        try {
            return json.readTree(as(role).contentType("application/json")
                    .body(json.writeValueAsString(request))
                    .post("/hawtio/jolokia")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
        } catch (IOException noJson) {
            throw new AssertionError(noJson);
        }
    }

    private JsonNode request(String type, String mbean) {
        return json.createObjectNode().put("type", type).put("mbean", mbean);
    }

    private ObjectNode read(String mbean, String attribute) {
        return json.createObjectNode().put("type", "read").put("mbean", mbean).put("attribute", attribute);
    }

    private JsonNode exec(String mbean, String operation, Object... arguments) {
        return json.createObjectNode()
                .put("type", "exec")
                .put("mbean", mbean)
                .put("operation", operation)
                .set("arguments", json.valueToTree(arguments));
    }

    private static void assertRefused(JsonNode answer, String what) {
        assertEquals(403, answer.path("status").asInt(), () -> what + ": " + answer);
        assertFalse(answer.has("value"), () -> what + ": " + answer);
        assertFalse(answer.has("stacktrace"), () -> what + ": " + answer);
    }

    private static void assertDone(JsonNode answer) {
        assertEquals(200, answer.path("status").asInt(), answer::toString);
    }

    private ServiceStatus status() {
        return camel.getRouteController().getRouteStatus(ROUTE);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"viewer", "operator", "admin"})
    void whoeverLooksSeesRoutesTheirStatisticsAndTheMachine(String role) {
        assertEquals("Started", ask(role, read(route(), "State")).path("value").asText());
        assertTrue(ask(role, exec(CONTEXT, "dumpRoutesAsXml()"))
                .path("value")
                .asText()
                .contains(ROUTE));
        assertDone(ask(role, exec(CONTEXT, "dumpRoutesStatsAsXml(boolean,boolean)", true, true)));
        assertTrue(ask(role, read("java.lang:type=Memory", "HeapMemoryUsage"))
                        .path("value")
                        .path("used")
                        .asLong()
                > 0);
        assertTrue(ask(role, exec("java.lang:type=Threading", "dumpAllThreads(boolean,boolean)", false, false))
                .path("value")
                .isArray());
    }

    @ParameterizedTest(name = "{0} stops a route: {1}")
    @CsvSource({"viewer, false", "operator, true", "admin, true"})
    void operatorsAndAdministratorsStopRoutes(String role, boolean may) {
        JsonNode answer = ask(role, exec(route(), "stop()"));
        assertEquals(may ? 200 : 403, answer.path("status").asInt(), answer::toString);
        assertEquals(may ? ServiceStatus.Stopped : ServiceStatus.Started, status());
    }

    @Test
    void anOperatorSuspendsResumesStopsAndStartsARoute() {
        assertDone(ask("operator", exec(route(), "suspend()")));
        assertEquals(ServiceStatus.Suspended, status());
        assertDone(ask("operator", exec(route(), "resume()")));
        assertEquals(ServiceStatus.Started, status());
        assertDone(ask("operator", exec(route(), "stop()")));
        assertDone(ask("operator", exec(route(), "start()")));
        assertEquals(ServiceStatus.Started, status());
    }

    @ParameterizedTest(name = "{0} switches statistics off: {1}")
    @CsvSource({"viewer, 403", "operator, 403", "admin, 200"})
    void onlyAnAdministratorChangesWhatIsMeasured(String role, int status) {
        ObjectNode off = json.createObjectNode()
                .put("type", "write")
                .put("mbean", route())
                .put("attribute", "StatisticsEnabled")
                .put("value", false);
        assertEquals(status, ask(role, off).path("status").asInt());
        assertEquals(
                status != 200,
                ask("viewer", read(route(), "StatisticsEnabled")).path("value").asBoolean());
        assertDone(ask("admin", off.put("value", true)));
    }

    @Test
    void nobodyRunsWhatTheySendOrChangesARouteOrSeesMessages() {
        for (String role : PEOPLE) {
            for (JsonNode wish : List.of(
                    exec(CONTEXT, "sendBody(java.lang.String,java.lang.Object)", "log:x", "y"),
                    exec(
                            CONTEXT,
                            "requestBody(java.lang.String,java.lang.Object)",
                            "language:simple:${sys.user.home}",
                            ""),
                    exec(CONTEXT, "createEndpoint(java.lang.String)", "log:x"),
                    exec(CONTEXT, "setGlobalOption(java.lang.String,java.lang.String)", "a", "b"),
                    exec(CONTEXT, "stop()"),
                    exec(CONTEXT, "dumpRoutesAsXml(boolean)", true),
                    exec(CONTEXT, "dumpRoutesAsXml(boolean,boolean)", true, true),
                    exec(route(), "dumpRouteAsXml(boolean)", true),
                    exec(route(), "remove()"),
                    exec(route(), "updateRouteFromXml(java.lang.String)", "<route/>"),
                    exec("org.apache.camel:context=convene,name=BacklogTracer,type=tracer", "dumpAllTracedMessages()"),
                    exec("org.apache.camel:context=convene,name=BacklogDebugger,type=tracer", "attach()"),
                    exec("com.sun.management:type=DiagnosticCommand", "vmSystemProperties"),
                    exec("com.sun.management:type=HotSpotDiagnostic", "dumpHeap", "/tmp/heap.hprof", true),
                    exec("java.util.logging:type=Logging", "setLoggerLevel", "", "ALL"))) {
                assertRefused(ask(role, wish), role + " " + wish);
            }
        }
    }

    @Test
    void nobodyReadsPropertiesArgumentsOrWhatIsNotListed() {
        for (String role : PEOPLE) {
            for (JsonNode wish : List.of(
                    read("java.lang:type=Runtime", "SystemProperties"),
                    read("java.lang:type=Runtime", "InputArguments"),
                    read("java.lang:type=Runtime", "ClassPath"),
                    read("com.sun.management:type=HotSpotDiagnostic", "DiagnosticOptions"),
                    read("java.util.logging:type=Logging", "LoggerNames"),
                    read("JMImplementation:type=MBeanServerDelegate", "MBeanServerId"),
                    read(CONTEXT, "GlobalOptions"))) {
                assertRefused(ask(role, wish), role + " " + wish);
            }
        }
    }

    @Test
    void allAttributesAtOnceAreThoseThatMayBeRead() {
        String all = ask("admin", request("read", "java.lang:type=Runtime")).toString();
        assertTrue(all.contains("Uptime"), all);
        assertFalse(all.contains("java.home"), all);
        assertRefused(ask("admin", request("read", "*:*")), "everything");
    }

    @Test
    void noSecretIsAmongAllThatCanBeRead() {
        List<JsonNode> reads = new ArrayList<>();
        ask("admin", request("search", "*:*")).path("value").forEach(name -> reads.add(request("read", name.asText())));
        String everything = ask("admin", reads).toString() + ask("admin", exec(CONTEXT, "dumpRoutesAsXml()"));
        assertTrue(everything.contains(ROUTE) && everything.contains("HeapMemoryUsage"));
        assertFalse(everything.contains("java.home"));
        assertFalse(everything.contains(ConsoleProfile.CANARY));
        assertFalse(everything.contains("sandbox-token"));
        for (String role : PEOPLE) {
            assertFalse(everything.contains(ConsoleProfile.secret(role)));
        }
    }

    @Test
    void listsAndSearchesNameNothingElse() {
        Set<String> domains = new TreeSet<>();
        ask("admin", json.createObjectNode().put("type", "list"))
                .path("value")
                .fieldNames()
                .forEachRemaining(domains::add);
        assertEquals(Set.of("java.lang", "java.nio", "org.apache.camel"), domains);
        Set<String> found = new TreeSet<>();
        ask("admin", request("search", "*:*"))
                .path("value")
                .forEach(name -> found.add(name.asText().split(":")[0]));
        assertEquals(Set.of("java.lang", "java.nio", "org.apache.camel"), found);
        assertFalse(
                ask("viewer", request("search", "*:type=tracer,*")).toString().contains("Backlog"));
    }

    @Test
    void inAListOfRequestsEachIsJudgedByItself() {
        JsonNode answers = ask("viewer", List.of(read(route(), "State"), exec(route(), "stop()")));
        assertDone(answers.get(0));
        assertRefused(answers.get(1), "stop");
        assertEquals(ServiceStatus.Started, status());
    }

    @Test
    void noOtherProcessIsAskedOnBehalfOfSomebody() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            String url = "service:jmx:rmi:///jndi/rmi://localhost:" + other.getLocalPort() + "/x";
            ObjectNode elsewhere = read("java.lang:type=Memory", "Verbose");
            ask("admin", elsewhere.set("target", json.createObjectNode().put("url", url)));
            other.setSoTimeout(500);
            assertThrows(SocketTimeoutException.class, other::accept);
        }
    }

    @Test
    void aLinkChangesNothing() {
        as("admin")
                .get("/hawtio/jolokia/exec/" + route().replace("\"", "%22") + "/stop()")
                .then()
                .statusCode(200);
        assertEquals(ServiceStatus.Started, status());
    }

    @Test
    void aSourceAndStrangersStayOutside() {
        as("source")
                .body("{\"type\":\"version\"}")
                .post("/hawtio/jolokia")
                .then()
                .statusCode(403);
        as("source").get("/hawtio/").then().statusCode(403);
        given().body("{\"type\":\"version\"}").post("/hawtio/jolokia").then().statusCode(401);
        given().get("/hawtio/user").then().statusCode(401);
        given().accept("text/html")
                .get("/hawtio/")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "{", "[1]", "null", "{\"type\":\"nothing\"}"})
    void whatIsNoRequestIsRefusedInWords(String body) {
        as("viewer")
                .body(body)
                .post("/hawtio/jolokia")
                .then()
                .statusCode(400)
                .body("detail", containsString("Jolokia"));
    }

    @Test
    void thePagesOfTheConsoleKnowWhoIsThere() {
        as("viewer").get("/hawtio/user").then().statusCode(200).body(containsString("viewer"));
        as("viewer").get("/hawtio/camel/routes").then().statusCode(200).body(containsString("id=\"root\""));
    }
}

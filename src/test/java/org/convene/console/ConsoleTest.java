package org.convene.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may see and do what in the console, asked of Jolokia itself as a page of Hawtio asks. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
class ConsoleTest {
    private static final String CONTEXT = "org.apache.camel:context=convene,type=context,name=\"convene\"";
    private static final String ROUTE = "org.apache.camel:context=convene,type=routes,name=\"archive.watch\"";
    private static final String TRACER = "org.apache.camel:context=convene,type=tracer,name=BacklogTracer";

    @Inject
    CamelContext camel;

    private static Map<String, Object> request(String type, String mbean) {
        return new HashMap<>(Map.of("type", type, "mbean", mbean));
    }

    private static Map<String, Object> read(String mbean, Object attribute) {
        Map<String, Object> request = request("read", mbean);
        if (attribute != null) {
            request.put("attribute", attribute);
        }
        return request;
    }

    private static Map<String, Object> exec(String mbean, String operation, Object... arguments) {
        Map<String, Object> request = request("exec", mbean);
        request.put("operation", operation);
        request.put("arguments", arguments);
        return request;
    }

    private static ValidatableResponse ask(String role, Object request) {
        return given().auth()
                .oauth2(ConsoleProfile.secret(role))
                .contentType("application/json")
                .body(request)
                .post("/hawtio/jolokia")
                .then();
    }

    private static int status(String role, Object request) {
        return ask(role, request).statusCode(200).extract().path("status");
    }

    @Test
    void theConsoleIsForWhoHasAToken() {
        given().redirects().follow(false).get("/hawtio").then().statusCode(401);
        given().get("/hawtio/index.html").then().statusCode(401);
        given().body("{}").post("/hawtio/jolokia").then().statusCode(401);
        given().auth()
                .oauth2(ConsoleProfile.secret("source"))
                .get("/hawtio/index.html")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(ConsoleProfile.secret("source"))
                .body("{}")
                .post("/hawtio/jolokia")
                .then()
                .statusCode(403);
        given().auth()
                .preemptive()
                .basic("anybody", ConsoleProfile.secret("viewer"))
                .get("/hawtio/")
                .then()
                .statusCode(200)
                .body(containsString("<title>Hawtio</title>"));
        given().auth()
                .preemptive()
                .basic("anybody", ConsoleProfile.secret("viewer"))
                .get("/hawtio/camel/contexts")
                .then()
                .statusCode(200)
                .body(containsString("<title>Hawtio</title>"));
        given().auth()
                .preemptive()
                .basic("anybody", ConsoleProfile.secret("viewer"))
                .get("/hawtio/user")
                .then()
                .body(equalTo("\"viewer\""));
    }

    @Test
    void aViewerSeesRoutesWithTheirDiagramsAndStatistics() {
        ask("viewer", request("search", "org.apache.camel:type=routes,*"))
                .body("value", hasItem(containsString("archive.")));
        ask("viewer", read(ROUTE, List.of("State", "Description", "ExchangesTotal")))
                .body("value.State", equalTo("Started"));
        ask("viewer", exec(CONTEXT, "dumpRoutesAsXml()")).body("value", containsString("archive.watch"));
        ask("viewer", exec(CONTEXT, "dumpRoutesStatsAsXml(boolean,boolean)", true, true))
                .body("value", containsString("routeStat"));
        ask("viewer", read("java.lang:type=Memory", "HeapMemoryUsage")).body("value", hasKey("used"));
        ask("viewer", request("list", "org.apache.camel")).body("status", equalTo(200));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "viewer, stop(), false",
        "viewer, suspend(), false",
        "operator, suspend(), true",
        "operator, resume(), true",
        "operator, remove(), false",
        "operator, stop(), true",
        "operator, start(), true",
        "admin, suspend(), true",
        "admin, resume(), true",
    })
    void routesAreStoppedByOperators(String role, String operation, boolean may) throws Exception {
        assertEquals(may ? 200 : 403, status(role, exec(ROUTE, operation)));
        if (!may) {
            assertEquals(ServiceStatus.Started, camel.getRouteController().getRouteStatus("archive.watch"));
        } else if (operation.startsWith("s") && !operation.startsWith("start")) {
            assertFalse(
                    camel.getRouteController().getRouteStatus("archive.watch").isStarted());
            camel.getRouteController().startRoute("archive.watch");
        }
    }

    @Test
    void messagesOnTheirWayAreForAdminsAlone() {
        Map<String, Object> enable = request("write", TRACER);
        enable.put("attribute", "Enabled");
        for (String role : List.of("viewer", "operator")) {
            assertEquals(403, status(role, exec(TRACER, "dumpAllTracedMessagesAsXml()")));
            enable.put("value", true);
            assertEquals(403, status(role, enable));
        }
        assertEquals(200, status("admin", enable));
        assertEquals(200, status("admin", exec(TRACER, "dumpAllTracedMessagesAsXml()")));
        enable.put("value", false);
        assertEquals(200, status("admin", enable));
    }

    @Test
    void nobodyHasAnythingSentOrEvaluated() {
        Map<String, Object> filter = request("write", TRACER);
        filter.put("attribute", "TraceFilter");
        filter.put("value", "${body}");
        assertEquals(403, status("admin", filter));
        assertEquals(403, status("admin", exec(CONTEXT, "sendBody(java.lang.String,java.lang.Object)", "log:x", "y")));
        assertEquals(
                403,
                status(
                        "admin",
                        exec(CONTEXT, "requestBody(java.lang.String,java.lang.Object)", "language:simple:x", "y")));
        assertEquals(403, status("admin", exec(ROUTE, "updateRouteFromXml(java.lang.String)", "<route/>")));
        assertEquals(403, status("admin", read(CONTEXT, "GlobalOptions")));
    }

    @ParameterizedTest
    @CsvSource({"viewer", "operator", "admin"})
    void nobodySeesWhatMayHoldSecrets(String role) {
        assertEquals(403, status(role, read("java.lang:type=Runtime", "SystemProperties")));
        assertEquals(403, status(role, read("java.lang:type=Runtime", "InputArguments")));
        ask(role, read("java.lang:type=Runtime", null)).body(not(containsString("java.class.path")));
        assertEquals(403, status(role, exec(CONTEXT, "dumpRoutesAsXml(boolean)", true)));
        assertEquals(403, status(role, read("com.sun.management:type=HotSpotDiagnostic", "DiagnosticOptions")));
        assertEquals(403, status(role, exec("com.sun.management:type=DiagnosticCommand", "vmSystemProperties")));
        ask(role, request("search", "*:*"))
                .body(
                        "value.findAll { !it.startsWith('org.apache.camel') && !it.startsWith('java.lang') }.size()",
                        equalTo(0));
        Map<String, Object> all = read("org.apache.camel:*", null);
        all.put("config", Map.of("ignoreErrors", "true", "maxDepth", "3"));
        String everything = ask(role, all).extract().asString();
        assertTrue(everything.contains("archive.watch"));
        for (String each : List.of("viewer", "operator", "admin", "source")) {
            assertFalse(everything.contains(ConsoleProfile.secret(each)));
        }
    }

    @Test
    void manyQuestionsAtOnceAreAnsweredEachByItsOwnRule() {
        ask(
                        "viewer",
                        List.of(
                                read(ROUTE, "State"),
                                exec(ROUTE, "stop()"),
                                read("java.lang:type=Runtime", "SystemProperties")))
                .body("status", equalTo(List.of(200, 403, 403)));
    }

    @Test
    void aLinkThatSomebodyFollowsChangesNothing() {
        assertEquals(200, status("admin", exec("java.lang:type=Memory", "gc")));
        given().auth()
                .preemptive()
                .basic("anybody", ConsoleProfile.secret("admin"))
                .get("/hawtio/jolokia/exec/java.lang:type=Memory/gc")
                .then()
                .body("status", equalTo(403));
        given().urlEncodingEnabled(false)
                .auth()
                .preemptive()
                .basic("anybody", ConsoleProfile.secret("viewer"))
                .get("/hawtio/jolokia/version")
                .then()
                .body("value.agent", startsWith("2."));
    }

    @Test
    void aPageOfAnotherSiteIsRefused() {
        given().auth()
                .preemptive()
                .basic("anybody", ConsoleProfile.secret("admin"))
                .header("Origin", "https://evil.example")
                .contentType("application/json")
                .body(exec(ROUTE, "stop()"))
                .post("/hawtio/jolokia")
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsNoRequestIsAnsweredAsSuch() {
        ask("viewer", "{").body("status", equalTo(400));
        ask("viewer", "").body("status", equalTo(400));
        ask("viewer", Map.of("type", "notification", "command", "register")).body("status", equalTo(400));
        given().auth()
                .oauth2(ConsoleProfile.secret("viewer"))
                .body("x".repeat(2 << 20))
                .post("/hawtio/jolokia")
                .then()
                .statusCode(413);
    }
}

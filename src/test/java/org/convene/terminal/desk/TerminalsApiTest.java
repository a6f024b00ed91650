package org.convene.terminal.desk;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.convene.document.Problem;
import org.convene.document.Violation;
import org.convene.ops.Rejected;
import org.convene.terminal.TerminalCommand;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.terminal.audit.CommandAudit;
import org.convene.vendor.VendorFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terminals through the API: what one sees of them, and what is answered to commands. */
@QuarkusTest
@TestProfile(TerminalsProfile.class)
class TerminalsApiTest {
    private static final String PROBLEM = "application/problem+json";

    @Inject
    PretendTerminals terminals;

    @AfterEach
    void takeThemDown() {
        terminals.clear();
    }

    private static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + TerminalsProfile.secret(role));
    }

    private static RequestSpecification sending(String json) {
        return as("operator").contentType("application/json").body(json);
    }

    @Test
    void theListShowsEveryTerminalAndWhatItIsDoing() {
        terminals.add("room-2").is(Connection.OFFLINE, "connection refused");
        terminals.add("room-1").inConference("Weekly");
        as("viewer")
                .get("/terminals")
                .then()
                .statusCode(200)
                .body("items.name", equalTo(List.of("room-1", "room-2")))
                .body("items[0].connection", equalTo("ready"))
                .body("items[0].appState", equalTo(5))
                .body("items[0].explained.appState", equalTo("conference"))
                .body("items[0].conference.title", equalTo("Weekly"))
                .body("items[1].connection", equalTo("offline"))
                .body("items[1].why", equalTo("connection refused"))
                .body("items[1].conference", nullValue());
    }

    @Test
    void theListCanBeOfThoseInTroubleOnly() {
        terminals.add("room-1");
        terminals.add("room-2").is(Connection.OFFLINE);
        terminals.add("room-3").is(Connection.YIELDED);
        as("viewer")
                .get("/terminals?state=offline,yielded")
                .then()
                .body("items.name", equalTo(List.of("room-2", "room-3")));
        as("viewer")
                .get("/terminals?state=gone")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", containsString("offline, connecting"));
    }

    @Test
    void healthSaysHowEachTerminalIsAndStaysUp() {
        terminals.add("room-1");
        terminals.add("room-2").is(Connection.OFFLINE, "connection refused");
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'terminals' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'terminals' }.data.room-1", equalTo("ready"))
                .body("checks.find { it.name == 'terminals' }.data.room-2", equalTo("offline: connection refused"));
    }

    @Test
    void aGaugeCountsTerminalsByTheStateOfTheirConnection() {
        terminals.add("room-1");
        terminals.add("room-2").is(Connection.OFFLINE);
        as("viewer")
                .get("/q/metrics")
                .then()
                .body(containsString("convene_terminals{state=\"ready\"} 1.0"))
                .body(containsString("convene_terminals{state=\"offline\"} 1.0"));
    }

    @Test
    void oneTerminalIsShownByItsName() {
        terminals.add("room 1/é");
        as("viewer")
                .urlEncodingEnabled(false)
                .get("/terminals/room%201%2F%C3%A9")
                .then()
                .statusCode(200)
                .body("name", equalTo("room 1/é"))
                .body("seat", equalTo("admin"));
        as("viewer")
                .get("/terminals/none")
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("detail", equalTo("No terminal is called 'none'."));
    }

    @Test
    void aCommandIsAnsweredWithTheTerminalsReply() {
        PretendTerminal room = terminals.add("room-1");
        sending("""
                {"method": "call", "params": {"peerId": "anna"}, "awaitOutcome": true, "timeout": "10s"}""")
                .post("/terminals/room-1/commands")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("method", equalTo("call"))
                .body("result", equalTo(true));
        TerminalCommand heard = room.heard().get(0);
        assertEquals("{\"peerId\":\"anna\"}", heard.params().toString());
        assertTrue(heard.awaitOutcome());
        assertEquals(Optional.of(Duration.ofSeconds(10)), heard.patience());
        assertEquals("operator", heard.who());
    }

    @Test
    void curlMayForgetTheMediaTypeButAFormIsNoCommand() {
        terminals.add("room-1");
        as("admin")
                .contentType("text/csv")
                .body("{\"method\":\"hangUp\"}")
                .post("/terminals/room-1/commands")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
    }

    @ParameterizedTest(name = "{0} is refused at {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"params\": {}} | /method | is missing; name the command, such as `getAppState`",
                "{\"method\": \"call\", \"parms\": {}} | /parms | is not a field of a command; did you mean `params`?",
                "{\"method\": \"call\", \"params\": []} | /params | must be an object, such as `{\"peerId\": \"anna\"}`",
                "{\"method\": \"call\", \"awaitOutcome\": 1} | /awaitOutcome | must be `true` or `false`",
                "{\"method\": \"call\", \"timeout\": \"3h\"} | /timeout | must be a time of at most two minutes, such as `10s`",
                "{\"method\": \"call\", \"timeout\": 10} | /timeout | must be a time of at most two minutes, such as `10s`"
            })
    void aDocumentThatIsNoCommandIsRefusedWithWhatToCorrect(String document, String pointer, String detail) {
        PretendTerminal room = terminals.add("room-1");
        sending(document)
                .post("/terminals/room-1/commands")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", equalTo(Problem.REJECTED_DOCUMENT))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", equalTo(detail));
        assertEquals(List.of(), room.heard());
    }

    @Test
    void whatIsNoJsonIsRefusedToo() {
        terminals.add("room-1");
        for (String text : List.of("", "{", "[]", "{\"method\":\"a\",\"method\":\"b\"}", "{\"method\":\"a\"} x")) {
            sending(text)
                    .post("/terminals/room-1/commands")
                    .then()
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("type", equalTo(Problem.REJECTED_DOCUMENT));
        }
    }

    @Test
    void whatTheCatalogueRefusesIsToldWithItsViolations() {
        Violation violation = new Violation("/params/perId", "is no parameter of call; did you mean `peerId`?");
        terminals
                .add("room-1")
                .fails(new Rejected(new Problem("urn:x", "No such command", 422, "Correct it.", List.of(violation))));
        sending("{\"method\": \"call\", \"params\": {\"perId\": \"anna\"}}")
                .post("/terminals/room-1/commands")
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors[0].pointer", equalTo("/params/perId"));
    }

    @ParameterizedTest(name = "a terminal that is {0} is told by {1}")
    @CsvSource({"unauthorized, 409, ", "busy, 429, 3", "down, 503, 1", "uncertain, 504, ", "refused, 422, "})
    void whyThereIsNoReplyIsToldByTheStatus(String kind, int status, String retryAfter) {
        terminals.add("room-1").fails(VendorFailure.of(kind, "room-1 cannot now.", Duration.ofSeconds(3)));
        sending("{\"method\": \"getAppState\"}")
                .post("/terminals/room-1/commands")
                .then()
                .statusCode(status)
                .contentType(PROBLEM)
                .header("Retry-After", retryAfter == null ? nullValue() : equalTo(retryAfter))
                .body("detail", equalTo("room-1 cannot now."));
    }

    @Test
    void whoIsToldThatATerminalIsAwayIsToldWhenToAskAgain() {
        terminals.add("room-1").is(Connection.OFFLINE).fails(new VendorFailure.Down("room-1 is offline."));
        String seconds = sending("{\"method\": \"getAppState\"}")
                .post("/terminals/room-1/commands")
                .then()
                .statusCode(503)
                .extract()
                .header("Retry-After");
        assertTrue(Integer.parseInt(seconds) > 20 && Integer.parseInt(seconds) <= 40, seconds);
    }

    @Test
    void aCommandToNobodyIsNotFound() {
        sending("{\"method\": \"getAppState\"}")
                .post("/terminals/none/commands")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void anOperatorTakesTheSeat() {
        PretendTerminal room = terminals.add("room-1").is(Connection.YIELDED);
        as("operator").post("/terminals/room-1/seat").then().statusCode(202);
        assertEquals(1, room.seatsTaken());
        as("operator").post("/terminals/none/seat").then().statusCode(404);
    }

    @ParameterizedTest(name = "{0} {1}s {2} and hears {3}")
    @CsvSource({
        "viewer, GET, /terminals, 200",
        "operator, GET, /terminals/room-1, 200",
        "source, GET, /terminals, 403",
        "source, GET, /terminals/room-1, 403",
        "source, GET, /terminals/events, 403",
        "source, GET, /terminals/status, 403",
        "source, GET, /terminals/room-1/events, 403",
        "viewer, POST, /terminals/room-1/commands, 403",
        "source, POST, /terminals/room-1/commands, 403",
        "viewer, POST, /terminals/room-1/seat, 403",
        "admin, POST, /terminals/room-1/seat, 202"
    })
    void lookingIsForThoseWhoLookAndCommandsAreForOperators(String role, String method, String path, int status) {
        terminals.add("room-1");
        as(role).request(method, path).then().statusCode(status);
    }

    @Test
    void theCommandsAreShownToProgramsWithTheirParametersAndValues() {
        as("viewer")
                .get("/terminals/commands")
                .then()
                .statusCode(200)
                .body("items.method", hasItems("call", "hangUp", "setUsedApiVersion"))
                .body("items.find { it.method == 'call' }.params[0].name", equalTo("peerId"))
                .body("items.find { it.method == 'call' }.params[0].required", equalTo(true))
                .body("items.find { it.method == 'changeVideoMatrix' }.params[0].values[0].word", notNullValue());
        as("source").get("/terminals/commands").then().statusCode(403);
    }

    @Inject
    CommandAudit audit;

    @Test
    void whatATerminalWasToldIsShownToOperatorsInPages() {
        terminals.add("room-audit");
        for (String method : List.of("one", "two", "three")) {
            ObjectNode params = JsonNodeFactory.instance.objectNode().put("pin", "1234");
            audit.sent("room-audit", TerminalCommand.of(method, params, "lms"), Instant.now(), "refused", "Not now.");
        }
        await().untilAsserted(() -> as("operator")
                .get("/terminals/room-audit/audit?limit=2")
                .then()
                .statusCode(200)
                .body("items.method", equalTo(List.of("three", "two"))));
        String next = as("admin")
                .get("/terminals/room-audit/audit?limit=2")
                .then()
                .body("items[0].who", equalTo("lms"))
                .body("items[0].params.pin", equalTo("***"))
                .body("items[0].result", equalTo("refused"))
                .body("items[0].why", equalTo("Not now."))
                .extract()
                .path("next");
        as("admin")
                .get("/terminals/room-audit/audit?limit=2&after=" + next)
                .then()
                .body("items.method", equalTo(List.of("one")))
                .body("next", nullValue());
        as("viewer").get("/terminals/room-audit/audit").then().statusCode(403);
        as("admin").get("/terminals/none/audit").then().statusCode(404);
        as("admin").get("/terminals/room-audit/audit?after=x").then().statusCode(400);
        terminals.clear();
        as("admin").get("/terminals/room-audit/audit").then().statusCode(200);
    }

    @Test
    void withoutATokenNothingIsShown() {
        for (String path : List.of("/terminals", "/terminals/events", "/terminals/status", "/terminals/a/events")) {
            given().get(path).then().statusCode(401).contentType(PROBLEM);
        }
    }
}

package org.convene.audit;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.convene.Ports;
import org.convene.console.ConsoleProfile;
import org.convene.ops.Statements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who changed what, seen by an administrator: through the API, a page, the console and by routes. */
@QuarkusTest
@TestProfile(AuditTest.WithTokens.class)
class AuditTest {
    /** Of its own: an application that ended cannot be started again beside others. */
    public static class WithTokens extends ConsoleProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = super.getConfigOverrides();
            settings.put("convene.terminals.\"room-101\".url", "ws://127.0.0.1:" + Ports.free());
            return settings;
        }
    }

    private static final String HTML = "text/html,application/xhtml+xml";

    private final String lesson = "audited-" + UUID.randomUUID();

    @Inject
    DataSource database;

    @Inject
    Sealer sealer;

    @Inject
    CamelContext camel;

    @Inject
    ProducerTemplate template;

    @BeforeEach
    void anew() throws SQLException {
        Statements.update(database, "delete from audit");
        Statements.update(database, "update audit_head set no = 0, hash = ?", Seal.ORIGIN);
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(ConsoleProfile.secret(role));
    }

    private static String document(String title, String... people) {
        String participants = String.join(
                ",",
                List.of(people).stream()
                        .map(id -> "{\"id\":\"" + id + "\",\"name\":\"Pupil " + id
                                + "\",\"role\":\"student\",\"email\":\"" + id + "@school.example\"}")
                        .toList());
        return "{\"title\":\"" + title + "\",\"type\":\"lesson\",\"startsAt\":\"2027-03-01T09:00:00+03:00\","
                + "\"endsAt\":\"2027-03-01T09:45:00+03:00\",\"participants\":[{\"id\":\"t-1\",\"name\":\"Anna Petrova\","
                + "\"role\":\"teacher\"}" + (people.length == 0 ? "" : "," + participants) + "]}";
    }

    private void put(String document) {
        as("source")
                .contentType("application/json")
                .body(document)
                .put("/lessons/" + lesson)
                .then()
                .statusCode(202);
    }

    private static JsonPath audit(String query) {
        return as("admin")
                .get("/audit?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath verification() {
        return as("admin")
                .get("/audit/verification")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void changesOfALessonAreSeenWithWhoWhenAndFromWhatToWhat() {
        Instant before = Instant.now().minusSeconds(1);
        put(document("Algebra", "s-1"));
        put(document("Algebra", "s-1"));
        put(document("Geometry", "s-2"));
        as("source").delete("/lessons/" + lesson).then().statusCode(202);

        JsonPath seen = audit("subject=lessons/" + lesson);
        assertEquals(3, seen.getList("items").size(), "what changed nothing is no change");
        assertEquals(List.of("api.delete-lesson", "api.put-lesson", "api.put-lesson"), seen.getList("items.what"));
        assertEquals(List.of("source", "source", "source"), seen.getList("items.who"));
        assertEquals(List.of("api", "api", "api"), seen.getList("items.door"));
        assertTrue(Instant.parse(seen.getString("items[0].at")).isAfter(before));
        assertEquals(Map.of("cancelled", false), seen.getMap("items[0].before"));
        assertEquals(Map.of("cancelled", true), seen.getMap("items[0].after"));
        assertEquals("Algebra", seen.getString("items[1].before.title"));
        assertEquals("Geometry", seen.getString("items[1].after.title"));
        assertEquals(List.of("s-1"), seen.getList("items[1].before.participants.id"));
        assertEquals(List.of("s-2"), seen.getList("items[1].after.participants.id"));
        assertNull(seen.getString("items[2].before"));
        assertEquals(2, seen.getInt("items[2].after.participants"), "a roster is kept as a number");
    }

    @Test
    void nothingThatCouldReachAPersonIsKeptOfALesson() {
        put(document("Algebra", "s-1"));
        put(document("Algebra", "s-2"));
        as("admin").get("/audit").then().body(not(containsString("@school.example")));
    }

    @Test
    void manyLessonsAtOnceAreManyChanges() {
        String first = "{\"id\":\"" + lesson + "-1\"," + document("One").substring(1);
        String second = "{\"id\":\"" + lesson + "-2\"," + document("Two").substring(1);
        as("source")
                .contentType("application/json")
                .body("[" + first + "," + second + "]")
                .post("/lessons")
                .then()
                .statusCode(202);
        JsonPath seen = audit("subject=lessons/" + lesson + "*");
        assertEquals(List.of("api.post-lessons", "api.post-lessons"), seen.getList("items.what"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator", "source"})
    void onlyAdministratorsSeeTheAudit(String role) {
        for (String address : List.of("/audit", "/audit/export", "/audit/verification")) {
            as(role).get(address).then().statusCode(403);
        }
    }

    @Test
    void anEntryThatSomebodyDiscardsOnAPageIsSeenAsItWas() throws SQLException {
        String id = UUID.randomUUID().toString().substring(0, 20);
        Statements.update(
                database,
                "insert into quarantine values (?, 'lesson', 'alg', 'teleboss', 'refused', 'too long', 1, ?)",
                id,
                Statements.utc(Instant.now()));
        given().auth()
                .preemptive()
                .basic("ann", ConsoleProfile.secret("operator"))
                .header("Accept", HTML)
                .redirects()
                .follow(false)
                .post("/quarantine/" + id + "/discard")
                .then()
                .statusCode(303);
        JsonPath seen = audit("subject=quarantine/" + id);
        assertEquals("page", seen.getString("items[0].door"));
        assertEquals("operator", seen.getString("items[0].who"));
        assertEquals("refused", seen.getString("items[0].before.failure"));
        assertEquals(Map.of("discarded", true), seen.getMap("items[0].after"));
    }

    @Test
    void aCallThatSomebodyMakesIsSeenWithWhatCameOfIt() {
        String call = as("operator")
                .contentType("application/json")
                .body("{\"from\":\"3095\",\"to\":\"3096\",\"device\":\"desk\"}")
                .post("/phone/calls")
                .then()
                .extract()
                .asString();
        JsonPath seen = audit("what=api.make-call");
        assertEquals(1, seen.getList("items").size(), call);
        assertEquals("phone/calls", seen.getString("items[0].subject"));
        assertEquals("3096", seen.getString("items[0].after.to"));
        assertTrue(seen.getString("items[0].result").matches("done|refused [0-9]+"), seen.getString("items[0].result"));
    }

    @Test
    void whatIsAskedWronglyIsSeenAsRefused() {
        as("operator").post("/people/plans/987654/apply").then().statusCode(404);
        JsonPath seen = audit("subject=people/plans/987654");
        assertEquals("refused 404", seen.getString("items[0].result"));
    }

    @Test
    void whatCannotBeWrittenDownIsNotDone() throws SQLException {
        Statements.update(database, "alter table audit rename to audit_away");
        try {
            as("operator")
                    .contentType("application/json")
                    .body("{\"from\":\"3095\",\"to\":\"3096\",\"device\":\"desk\"}")
                    .post("/phone/calls")
                    .then()
                    .statusCode(503)
                    .body("detail", containsString("nothing was changed"));
            as("source")
                    .contentType("application/json")
                    .body(document("Algebra"))
                    .put("/lessons/" + lesson)
                    .then()
                    .statusCode(503);
            as("admin").get("/lessons/" + lesson).then().statusCode(404);
            console("operator", "archive.watch", "suspend()").body("status", equalTo(503));
        } finally {
            Statements.update(database, "alter table audit_away rename to audit");
        }
    }

    private static ValidatableResponse console(String role, String route, String operation) {
        return as(role).contentType("application/json")
                .body(Map.of(
                        "type",
                        "exec",
                        "mbean",
                        "org.apache.camel:context=convene,type=routes,name=\"" + route + "\"",
                        "operation",
                        operation))
                .post("/hawtio/jolokia")
                .then();
    }

    @Test
    void aRouteThatSomebodyStopsInTheConsoleIsSeenWithItsState() {
        console("viewer", "meetings.stop", "stop()").body("status", equalTo(403));
        console("operator", "archive.watch", "suspend()").body("status", equalTo(200));
        console("operator", "archive.watch", "resume()").body("status", equalTo(200));
        JsonPath seen = audit("door=console&subject=routes/archive.watch");
        assertEquals(List.of("console.resume", "console.suspend"), seen.getList("items.what"));
        assertEquals("operator", seen.getString("items[1].who"));
        assertEquals("Started", seen.getString("items[1].before.State"));
        assertEquals("Suspended", seen.getString("items[1].after.State"));
        JsonPath refused = audit("door=console&who=viewer");
        assertEquals("refused 403", refused.getString("items[0].result"));
    }

    @Test
    void lookingAtTheConsoleIsNoChange() {
        console("viewer", "archive.watch", "dumpRouteAsXml()").body("status", equalTo(200));
        assertEquals(List.of(), audit("door=console").getList("items"));
    }

    @Test
    void aCommandToATerminalIsSeenHereToo() {
        as("operator")
                .contentType("application/json")
                .body("{\"method\":\"setMicMute\",\"params\":{\"mute\":true}}")
                .post("/terminals/room-101/commands");
        await().untilAsserted(() -> {
            JsonPath seen = audit("subject=terminals/room-101");
            assertEquals("terminal.setMicMute", seen.getString("items[0].what"));
            assertEquals("operator", seen.getString("items[0].who"));
            assertEquals("api", seen.getString("items[0].door"));
            assertEquals("down", seen.getString("items[0].result"));
        });
    }

    @Test
    void whatARouteHasAVendorDoIsSeenWithTheRoute() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mine.hang-up").routeId("mine.hang-up").to("direct:mx.clear-call");
            }
        });
        template.request("direct:mine.hang-up", exchange -> exchange.setVariable("callId", "4-711"));
        JsonPath seen = audit("what=mx.clear-call");
        assertEquals(1, seen.getList("items").size());
        assertEquals("route:mine.hang-up", seen.getString("items[0].who"));
        assertEquals("route", seen.getString("items[0].door"));
        assertEquals("4-711", seen.getString("items[0].after.callId"));
        assertNotEquals("begun", seen.getString("items[0].result"));
    }

    @Test
    void whatAPersonHasAVendorDoIsSeenOnce() {
        as("operator").delete("/phone/live-calls/4-712");
        JsonPath seen = audit("subject=*");
        assertEquals(List.of("api.clear-call"), seen.getList("items.what"));
        assertEquals("phone/live-calls/4-712", seen.getString("items[0].subject"));
    }

    @Test
    void whatWasChangedIsSealedSoonAndVerified() throws SQLException {
        put(document("Algebra"));
        await().until(() -> audit("subject=lessons/" + lesson).get("items[0].no") != null);
        JsonPath verdict = verification();
        assertTrue(verdict.getBoolean("valid"));
        assertTrue(verdict.getInt("checked") >= 1);
        Statements.update(database, "update audit set who = 'nobody' where subject = ?", "lessons/" + lesson);
        verdict = verification();
        assertEquals(false, verdict.getBoolean("valid"));
        assertTrue(verdict.getString("problem").startsWith("Row " + verdict.getInt("no") + " was changed"));
    }

    @Test
    void theExportHasEverythingToVerifyItElsewhere() throws Exception {
        put(document("Algebra"));
        put(document("Geometry", "s-1"));
        sealer.seal();
        String lines = as("admin")
                .get("/audit/export")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        String previous = Seal.ORIGIN;
        for (String line : lines.split("\n")) {
            JsonNode row = new ObjectMapper().readTree(line);
            if (row.path("no").isNull()) {
                continue;
            }
            assertEquals(
                    row.path("digest").asText(),
                    Seal.digest(
                            row.path("salt").asText(),
                            row.path("who").asText(),
                            row.path("subject").asText(),
                            row.path("result").asText(),
                            row.path("beforeText").textValue(),
                            row.path("afterText").textValue()));
            previous = Seal.hash(
                    previous,
                    row.path("no").asLong(),
                    Instant.parse(row.path("at").asText()),
                    row.path("door").asText(),
                    row.path("what").asText(),
                    row.path("digest").asText());
            assertEquals(previous, row.path("hash").asText());
        }
        assertEquals(verification().getString("head.hash"), previous);
    }

    @Test
    void aWrongQuestionIsToldWhatIsWrong() {
        as("admin").get("/audit?since=yesterday").then().statusCode(400).body("detail", containsString("since"));
        as("admin").get("/audit?limit=0").then().statusCode(400);
        as("admin").get("/audit?after=x").then().statusCode(400);
        as("admin").get("/audit/verification?no=1").then().statusCode(400);
    }

    @Test
    void whatTheDocumentAsksIsAnswered() throws Exception {
        Matcher curl =
                Pattern.compile("curl .*'localhost:8080(/[^']+)'").matcher(Files.readString(Path.of("docs/audit.md")));
        int asked = 0;
        while (curl.find()) {
            as("admin").urlEncodingEnabled(false).get(curl.group(1)).then().statusCode(200);
            asked++;
        }
        assertEquals(5, asked);
    }

    @Test
    void pagesFollowEachOther() {
        put(document("One"));
        put(document("Two"));
        put(document("Three"));
        String subject = "subject=lessons/" + lesson + "&limit=2";
        JsonPath first = audit(subject);
        assertEquals(2, first.getList("items").size());
        JsonPath second = audit(subject + "&after=" + first.getString("next"));
        assertEquals("One", second.getString("items[0].after.title"));
        as("admin")
                .get("/audit?" + subject + "&after=" + first.getString("next"))
                .then()
                .body("next", nullValue())
                .body("items[0].at", notNullValue());
    }

    @Test
    void thePageShowsChangesAndVerifies() {
        put(document("Algebra <b>"));
        RequestSpecification browser = given().auth()
                .preemptive()
                .basic("ann", ConsoleProfile.secret("admin"))
                .header("Accept", HTML);
        browser.get("/audit?subject=lessons/" + lesson)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString(lesson))
                .body(containsString("Algebra &lt;b&gt;"))
                .body(not(containsString("<b>")));
        given().auth()
                .preemptive()
                .basic("ann", ConsoleProfile.secret("admin"))
                .header("Accept", HTML)
                .get("/audit?verify=true")
                .then()
                .statusCode(200)
                .body(containsString("are as they were sealed"));
    }
}

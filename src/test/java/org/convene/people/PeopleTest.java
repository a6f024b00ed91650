package org.convene.people;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ezvcard.Ezvcard;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.convene.people.directory.Directory;
import org.convene.people.plan.Plan;
import org.convene.people.plan.Rosters;
import org.junit.jupiter.api.Test;

/** People through the API and the pages of a running hub. */
@QuarkusTest
@TestProfile(PeopleTest.WithoutSources.class)
class PeopleTest {

    public static class WithoutSources implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("convene.data-dir", "target/people-test"),
                    Map.entry("convene.demo.samples", ""),
                    Map.entry("convene.sandbox.enabled", "false"),
                    Map.entry("convene.api.tokens.op.secret", "operator-of-the-people-test"),
                    Map.entry("convene.api.tokens.op.role", "operator"),
                    Map.entry("convene.api.tokens.look.secret", "viewer-of-the-people-test"),
                    Map.entry("convene.api.tokens.look.role", "viewer"),
                    Map.entry("convene.api.tokens.lms.secret", "source-of-the-people-test"),
                    Map.entry("convene.api.tokens.lms.role", "source"),
                    Map.entry("quarkus.datasource.jdbc.url", "jdbc:h2:mem:people-test"),
                    Map.entry("quarkus.http.test-port", "0"));
        }
    }

    /** Everybody, as a source of the test's own tells of them. */
    private record Everybody(String source, int count, Path file) implements Roster {
        @Override
        public String origin() {
            return file.toString();
        }

        @Override
        public boolean isWhole() {
            return true;
        }

        @Override
        public void read(RosterListener listener) throws java.io.IOException {
            for (int no = 0; no < count; no++) {
                listener.person(person(source + no, "Person No" + no + " of " + source));
            }
        }
    }

    @Inject
    Rosters rosters;

    @Inject
    Directory directory;

    private static ObjectNode person(String key, String name) {
        ObjectNode person =
                JsonNodeFactory.instance.objectNode().put("key", key).put("name", name);
        person.putArray("emails").add(key + "@school.example");
        return person;
    }

    private static io.restassured.specification.RequestSpecification operator() {
        return given().auth().oauth2("operator-of-the-people-test");
    }

    private static io.restassured.specification.RequestSpecification viewer() {
        return given().auth().oauth2("viewer-of-the-people-test");
    }

    @Test
    void aHeldPlanIsAppliedOnlyByWhoSaysHowManyAreMeantToLeave() throws Exception {
        assertEquals(
                Plan.State.APPLIED,
                rosters.take(new Everybody("gone", 40, Path.of("a.csv"))).state());
        Plan held = rosters.take(new Everybody("gone", 10, Path.of("half.csv")));
        String plan = "/people/plans/" + held.no();
        viewer().get(plan)
                .then()
                .statusCode(200)
                .body("state", equalTo("held"))
                .body("leavers", equalTo(30))
                .body("items.findAll { it.what == 'leave' }.size()", equalTo(30));
        viewer().post(plan + "/apply?leavers=30").then().statusCode(403);
        operator()
                .post(plan + "/apply")
                .then()
                .statusCode(409)
                .body("detail", containsString("Say leavers=30 if that is meant."));
        operator().post(plan + "/apply?leavers=many").then().statusCode(400).body("detail", containsString("leavers"));
        operator()
                .post(plan + "/apply?leavers=30")
                .then()
                .statusCode(200)
                .body("state", equalTo("applied"))
                .body("applied", equalTo(30))
                .body("decidedBy", equalTo("op"));
        operator().post(plan + "/drop").then().statusCode(409).body("detail", containsString("applied already"));
        viewer().queryParam("q", "of gone")
                .get("/people?state=left&limit=200")
                .then()
                .body("items.size()", equalTo(30));
    }

    @Test
    void onThePageAPlanCanBeDropped() throws Exception {
        rosters.take(new Everybody("paged", 40, Path.of("b.csv")));
        Plan held = rosters.take(new Everybody("paged", 5, Path.of("<b>half</b>.csv")));
        String plan = "/people/plans/" + held.no();
        operator()
                .accept("text/html")
                .get(plan)
                .then()
                .statusCode(200)
                .body(containsString("Apply exactly this"))
                .body(containsString("&lt;b&gt;half&lt;/b&gt;.csv"));
        viewer().accept("text/html").get("/people").then().statusCode(200).body(containsString("35 leave"));
        operator()
                .redirects()
                .follow(false)
                .accept("text/html")
                .contentType("application/x-www-form-urlencoded")
                .post(plan + "/drop")
                .then()
                .statusCode(303)
                .header("Location", plan);
        viewer().get(plan).then().body("state", equalTo("dropped")).body("decidedBy", equalTo("op"));
    }

    @Test
    void aPersonShowsWhatEachSourceSaysAndWhatHappened() throws Exception {
        directory.accept("scim", "x-1", person("x-1", "Xenia Novikova").put("title", "Teacher"));
        directory.accept("scim", "x-1", person("x-1", "Xenia Orlova").put("title", "Teacher"));
        String id = viewer().get("/people?q=xenia").then().extract().path("items[0].id");
        viewer().get("/people/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("active"))
                .body("name", equalTo("Xenia Orlova"))
                .body("sources.source", contains("scim"))
                .body("knownBy.value", hasItem("x-1@school.example"))
                .body("history.what", contains("change", "join"))
                .body("history[0].before.name", equalTo("Xenia Novikova"));
        viewer().accept("text/html")
                .get("/people/" + id)
                .then()
                .statusCode(200)
                .body(containsString("name: Xenia Novikova → Xenia Orlova"));
        viewer().get("/people/nobody").then().statusCode(404).body("detail", containsString("nobody"));
    }

    @Test
    void peopleAreGivenAsATableOrAsCardsForAddressBooks() throws Exception {
        rosters.take(new Everybody("many", 620, Path.of("many.csv")));
        String table = viewer().get("/people/export?q=of many")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", containsString("people.csv"))
                .extract()
                .asString();
        assertEquals(621, table.lines().count());
        String cards = viewer().accept("text/vcard")
                .get("/people/export?q=many619")
                .then()
                .statusCode(200)
                .contentType("text/vcard")
                .extract()
                .asString();
        assertEquals(
                "Person No619 of many",
                Ezvcard.parse(cards).first().getFormattedName().getValue());
        viewer().get("/people/export?format=xlsx").then().statusCode(400).body("detail", containsString("vcard3"));
        given().auth()
                .oauth2("source-of-the-people-test")
                .get("/people/export")
                .then()
                .statusCode(403);
    }

    @Test
    void whoHasNoAccountIsToldSo() throws Exception {
        viewer().get("/people/nobody/account").then().statusCode(404).body("detail", containsString("nobody"));
    }

    @Test
    void plansThatWaitForSomebodyAreCounted() throws Exception {
        rosters.take(new Everybody("counted", 40, Path.of("c.csv")));
        Plan held = rosters.take(new Everybody("counted", 5, Path.of("d.csv")));
        await().until(
                        () -> viewer().get("/q/metrics").asString(),
                        matchesPattern("(?s).*convene_people_plans_held [1-9].*"));
        operator().post("/people/plans/" + held.no() + "/drop").then().statusCode(200);
    }

    @Test
    void whoFitsSomebodyNotQuiteIsAssignedByAPerson() throws Exception {
        directory.accept("scim", "u-1", person("u-1", "Ulla Berg"));
        ObjectNode other = person("u-2", "Ursula Holm");
        other.putArray("emails").add("u-1@school.example");
        directory.accept("ldap", "u-2", other);
        var unclear =
                viewer().get("/people/unclear").then().statusCode(200).extract().jsonPath();
        assertEquals("Ursula Holm", unclear.getString("items[0].says.name"));
        assertEquals("Ulla Berg", unclear.getString("items[0].candidates[0].name"));
        String record = "/people/unclear/" + unclear.getInt("items[0].no");
        operator().post(record).then().statusCode(400);
        operator().post(record + "?person=somebody").then().statusCode(404);
        operator()
                .post(record + "?person=" + unclear.getString("items[0].candidates[0].id"))
                .then()
                .statusCode(200)
                .body("name", equalTo("Ulla Berg"));
        operator().post(record + "?person=new").then().statusCode(404);
        viewer().get("/people/unclear").then().body("items", empty());
    }

    @Test
    void aLeaversPersonalLinkDiesAtOnceAndAReturnRestoresIt() throws Exception {
        directory.accept("scim", "l-1", person("l-1", "Lena Popova"));
        ObjectNode lesson = JsonNodeFactory.instance
                .objectNode()
                .put("id", "leaver-1")
                .put("title", "Algebra")
                .put("startsAt", Instant.now().plusSeconds(86_400).toString())
                .put("endsAt", Instant.now().plusSeconds(90_000).toString());
        var participants = lesson.putArray("participants");
        IntStream.range(1, 3)
                .forEach(no -> participants
                        .addObject()
                        .put("id", "lms-" + no)
                        .put("name", no == 1 ? "Lena Popova" : "Maxim Popov")
                        .put("role", "student")
                        .put("email", "L-1@school.example"));
        var view = given().auth()
                .oauth2("source-of-the-people-test")
                .contentType("application/json")
                .body(lesson.toString())
                .put("/lessons/leaver-1")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
        String lena = view.getString("participants[0].joinUrl").replaceFirst("^.*/join/", "/join/");
        String maxim = view.getString("participants[1].joinUrl").replaceFirst("^.*/join/", "/join/");
        given().get(lena).then().statusCode(200);
        directory.left("scim", "l-1");
        given().get(lena).then().statusCode(403);
        given().get(maxim).then().statusCode(200);
        directory.accept("scim", "l-1", person("l-1", "Lena Popova"));
        given().get(lena).then().statusCode(200);
    }
}

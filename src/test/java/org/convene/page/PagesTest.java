package org.convene.page;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.convene.process.Http;
import org.convene.sandbox.BuiltInSandbox;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a page and who JSON, and what a page of another site may not do. */
@QuarkusTest
@TestProfile(PagesProfile.class)
class PagesTest {
    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
    private static final Matcher<String> HTML = startsWith("text/html");
    private static final Matcher<String> JSON = startsWith("application/json");

    @TestHTTPResource
    String address;

    @Inject
    BuiltInSandbox sandbox;

    private String hub;
    private School school;

    @BeforeEach
    void meetTheHub() {
        hub = address.replaceAll("/$", "");
        school = new School(hub, sandbox.telebossUrl().orElseThrow());
    }

    @Test
    void theArchivePageSaysWhetherSomethingIsMissing() {
        given().accept(BROWSER)
                .get("/archive")
                .then()
                .statusCode(200)
                .contentType(HTML)
                .body(containsString("Nothing is missing."))
                .body(containsString("Rooms of past lessons stay at the vendor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lessons/one", "/quarantine"})
    void aBrowserGetsAPageAndAProgramJson(String path) {
        school.plan("one", "One lesson", "ready");
        given().accept(BROWSER).get(path).then().statusCode(200).contentType(HTML);
        given().accept("*/*").get(path).then().statusCode(200).contentType(JSON);
        given().accept("application/json, text/html;q=0.9")
                .get(path)
                .then()
                .statusCode(200)
                .contentType(JSON);
    }

    @Test
    void whatIsWrongIsToldToABrowserOnAPageAndToAProgramAsAProblem() {
        given().accept(BROWSER)
                .get("/lessons/none-such")
                .then()
                .statusCode(404)
                .contentType(HTML)
                .body(containsString("There is no lesson &#39;none-such&#39;."));
        given().get("/lessons/none-such").then().statusCode(404).contentType("application/problem+json");
        given().accept(BROWSER)
                .get("/?day=yesterday")
                .then()
                .statusCode(400)
                .body(containsString("Write the day like 2026-11-23."));
        given().accept(BROWSER).get("/?after=page-7").then().statusCode(400).contentType(HTML);
        given().accept(BROWSER).get("/?state=happy").then().statusCode(400).contentType(HTML);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/lessons/one", "/quarantine", "/join/no-token"})
    void noCopyOfAPageIsKeptAndNothingIsLoadedIntoIt(String path) {
        school.plan("one", "One lesson", "ready");
        given().accept(BROWSER)
                .get(path)
                .then()
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Referrer-Policy", equalTo(path.startsWith("/join") ? "no-referrer" : "same-origin"))
                .body(not(containsString("<script")))
                .body(not(containsString("https://")));
    }

    @Test
    void anIdWithASlashAndMarkupHasAPageToo() {
        String path = "/lessons/a%2F%3Cb%3E%3F%20%C3%A9";
        Http.send("PUT", hub + path, School.lesson("a/<b>? é", "Strange id", Duration.ofMinutes(-1)));
        given().accept(BROWSER)
                .get("/?q=strange")
                .then()
                .body(containsString("href=\"" + path + "\""))
                .body(not(containsString("<b>?")));
        given().accept(BROWSER)
                .urlEncodingEnabled(false)
                .get(hub + path)
                .then()
                .statusCode(200)
                .body(containsString("Strange id"));
    }

    @Test
    void aLongDayIsShownInPages() {
        for (int i = 0; i < 120; i++) {
            Http.send("PUT", hub + "/lessons/many-" + i, School.lesson("many-" + i, "Many of them", Duration.ZERO));
        }
        String first =
                given().accept(BROWSER).queryParam("q", "Many of them").get("/").asString();
        String next = first.replaceAll("(?s).*<a class=\"button\" href=\"([^\"]+)\" rel=\"next\">Next 100.*", "$1")
                .replace("&amp;", "&");
        String second = given().accept(BROWSER)
                .urlEncodingEnabled(false)
                .get(hub + next)
                .asString();
        assertEquals(100, rows(first));
        assertEquals(20, rows(second));
    }

    private static int rows(String page) {
        return page.split("class=\"when\"", -1).length - 1;
    }

    @ParameterizedTest
    @CsvSource({
        "target-1, Sec-Fetch-Site, cross-site",
        "target-2, Sec-Fetch-Site, same-site",
        "target-3, Origin, https://elsewhere.example",
        "target-4, Origin, null"
    })
    void aPageOfAnotherSiteChangesNothing(String lesson, String header, String value) {
        school.planRefused(lesson, "A target");
        String id = given().get("/quarantine?entity=" + lesson).path("items[0].id");
        for (String button : new String[] {"/replay", "/discard"}) {
            given().header(header, value)
                    .accept(BROWSER)
                    .contentType("application/x-www-form-urlencoded")
                    .post("/quarantine/" + id + button)
                    .then()
                    .statusCode(403);
        }
        given().header(header, value)
                .contentType("application/x-www-form-urlencoded")
                .body("{}")
                .post("/lessons")
                .then()
                .statusCode(403);
        given().get("/quarantine?entity=" + lesson).then().body("items.size()", equalTo(1));
    }

    @Test
    void theButtonsOfOurOwnPagesLeadBackToThem() {
        school.planRefused("own", "Our own");
        String id = given().get("/quarantine?entity=own").path("items[0].id");
        given().header("Sec-Fetch-Site", "same-origin")
                .header("Origin", hub)
                .accept(BROWSER)
                .contentType("application/x-www-form-urlencoded")
                .redirects()
                .follow(false)
                .post("/quarantine/" + id + "/replay")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/quarantine?done=replayed"));
        school.awaitState("own", "ready");
    }

    @Test
    void aProgramReplaysAsBefore() {
        school.planRefused("program", "By a program");
        String id = given().get("/quarantine?entity=program").path("items[0].id");
        given().post("/quarantine/" + id + "/replay")
                .then()
                .statusCode(202)
                .contentType(JSON)
                .body("replayed", equalTo(1));
        school.awaitState("program", "ready");
    }
}

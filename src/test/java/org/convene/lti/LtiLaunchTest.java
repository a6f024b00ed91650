package org.convene.lti;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.convene.join.JoinTokens;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody opens a lesson in their learning platform; and somebody tries to be somebody else. */
@QuarkusTest
@TestProfile(LtiProfile.class)
class LtiLaunchTest {
    private static final String IVAN = "s-1";
    private static final String LESSON = "alg-7b";
    private static final String TEACHER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor";
    private static final String SETTINGS = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";

    @ConfigProperty(name = "test.lti.port")
    int port;

    @Inject
    JoinTokens links;

    private static LearningPlatform platform;

    /** A login as it went to the platform: what the browser keeps, and what comes back with it. */
    private record Login(String cookie, String state, String nonce) {}

    @BeforeEach
    void meetThePlatform() throws IOException {
        if (platform == null) {
            platform = new LearningPlatform(port);
        }
        plan(LESSON, "moodle");
    }

    @AfterAll
    static void closeThePlatform() {
        platform.close();
    }

    private static void plan(String id, String source) {
        OffsetDateTime start = OffsetDateTime.now(ZoneOffset.UTC).withNano(0);
        given().header("Authorization", "Bearer " + LtiProfile.TOKEN)
                .contentType("application/json")
                .body(Map.of(
                        "id",
                        id,
                        "source",
                        source,
                        "title",
                        "Algebra <7B>",
                        "startsAt",
                        start.toString(),
                        "endsAt",
                        start.plusMinutes(45).toString(),
                        "course",
                        Map.of("id", "algebra", "name", "Algebra"),
                        "participants",
                        List.of(
                                Map.of("id", IVAN, "name", "Ivan", "role", "student", "email", "i@school.example"),
                                Map.of("id", "s-2", "name", "Olga", "role", "student", "email", "two@school.example"),
                                Map.of("id", "s-3", "name", "Oleg", "role", "student", "email", "two@school.example"))))
                .put("/lessons/" + id)
                .then()
                .statusCode(202);
    }

    private Response begin() {
        return given().redirects()
                .follow(false)
                .queryParam("iss", platform.issuer())
                .queryParam("login_hint", IVAN)
                .queryParam("client_id", LearningPlatform.CLIENT)
                .get("/lti/login");
    }

    private Login login() {
        Response answer = begin();
        answer.then().statusCode(302).header("Location", startsWith(platform.issuer() + "/auth?"));
        Map<String, String> asked =
                LearningPlatform.fields(answer.header("Location").split("\\?", 2)[1]);
        assertEquals("id_token", asked.get("response_type"));
        assertEquals("form_post", asked.get("response_mode"));
        assertEquals("openid", asked.get("scope"));
        assertEquals("none", asked.get("prompt"));
        return new Login(answer.cookie("convene-lti"), asked.get("state"), asked.get("nonce"));
    }

    private ValidatableResponse launch(Login login, String token) {
        return given().redirects()
                .follow(false)
                .header("Origin", platform.issuer())
                .header("Sec-Fetch-Site", "cross-site")
                .cookie("convene-lti", login.cookie())
                .formParam("state", login.state())
                .formParam("id_token", token)
                .post("/lti/launch")
                .then();
    }

    /** Ivan opens the lesson, and the platform says something else than usual. */
    private ValidatableResponse launch(Consumer<JWTClaimsSet.Builder> otherwise) {
        return launch(otherwise, claims -> platform.signed(claims));
    }

    private ValidatableResponse launch(
            Consumer<JWTClaimsSet.Builder> otherwise, Function<JWTClaimsSet, String> signature) {
        Login login = login();
        JWTClaimsSet.Builder claims = platform.claims(login.nonce(), IVAN, LESSON);
        otherwise.accept(claims);
        return launch(login, signature.apply(claims.build()));
    }

    private void refused(ValidatableResponse answer, int status, String words) {
        answer.statusCode(status)
                .contentType(startsWith("text/html"))
                .header("Location", nullValue())
                .header("Cache-Control", equalTo("no-store"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'self' " + platform.issuer()))
                .body(containsString("The lesson did not open"), containsString(words));
    }

    private String linkOf(String person) {
        return links.link(LESSON, person);
    }

    @Test
    void aClickInTheLearningPlatformLeadsToThePersonalLink() {
        launch(claims -> {}).statusCode(302).header("Location", equalTo(linkOf(IVAN)));
    }

    @Test
    void aLoginByAFormLeadsThereToo() {
        given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("iss", platform.issuer())
                .formParam("login_hint", IVAN)
                .post("/lti/login")
                .then()
                .statusCode(302)
                .header("Location", startsWith(platform.issuer() + "/auth?"));
    }

    @Test
    void insideAPageOfThePlatformAButtonOpensAWindow() {
        Login login = login();
        given().header("Sec-Fetch-Dest", "iframe")
                .cookie("convene-lti", login.cookie())
                .formParam("state", login.state())
                .formParam(
                        "id_token",
                        platform.signed(
                                platform.claims(login.nonce(), IVAN, LESSON).build()))
                .post("/lti/launch")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("frame-ancestors 'self' " + platform.issuer()))
                .body(containsString("href=\"" + linkOf(IVAN) + "\" target=\"_blank\""))
                .body(containsString("Algebra &lt;7B&gt;"));
    }

    @Test
    void theStudentNumberIsBelievedBeforeThePlatformsOwnId() {
        launch(claims ->
                        claims.subject("9041").claim(LearningPlatform.CLAIM + "lis", Map.of("person_sourcedid", "s-2")))
                .statusCode(302)
                .header("Location", equalTo(linkOf("s-2")));
    }

    @Test
    void anAddressFindsSomebodyUnlessItIsThatOfTwo() {
        launch(claims -> claims.subject("9041").claim("email", "I@school.example"))
                .statusCode(302)
                .header("Location", equalTo(linkOf(IVAN)));
        refused(launch(claims -> claims.subject("9041").claim("email", "two@school.example")), 403, "not on the list");
    }

    @Test
    void whoIsNotOnTheListIsToldSo() {
        refused(launch(claims -> claims.subject("stranger")), 403, "You are not on the list of participants");
    }

    @Test
    void aLessonThatIsUnknownOrOfAnotherSourceIsToldToBeUnknown() {
        plan("of-another", "another");
        for (String lesson : List.of("of-another", "<b>none</b>")) {
            refused(
                    launch(claims -> claims.claim(LearningPlatform.CLAIM + "custom", Map.of("lesson", lesson)))
                            .body(not(containsString("<b>"))),
                    404,
                    "is not known");
        }
        refused(launch(claims -> claims.claim(LearningPlatform.CLAIM + "custom", null)), 422, "names no lesson");
    }

    @Test
    void aTokenOfAStrangersKeyOpensNothing() {
        refused(
                launch(claims -> {}, claims -> LearningPlatform.signed(claims, LearningPlatform.newKey())),
                401,
                "not signed as agreed");
    }

    @Test
    void aTokenThatWasChangedOpensNothing() {
        refused(
                launch(claims -> {}, claims -> {
                    String[] honest = platform.signed(claims).split("\\.");
                    String[] other = platform.signed(new JWTClaimsSet.Builder(claims)
                                    .subject("s-2")
                                    .build())
                            .split("\\.");
                    return honest[0] + "." + other[1] + "." + honest[2];
                }),
                401,
                "its signature is wrong");
    }

    @Test
    void aTokenWithoutASignatureOpensNothing() {
        refused(launch(claims -> {}, LearningPlatform::unsigned), 401, "not signed as agreed");
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretOpensNothing() {
        refused(launch(claims -> {}, platform::signedWithThePublicKey), 401, "not signed as agreed");
    }

    @Test
    void aTokenForAnotherToolOpensNothing() {
        refused(launch(claims -> claims.audience("another")), 401, "made for another tool (aud)");
        refused(launch(claims -> claims.claim("azp", "another")), 401, "made for another tool (azp)");
        List<String> both = List.of(LearningPlatform.CLIENT, "another");
        refused(launch(claims -> claims.audience(both)), 401, "made for another tool (azp)");
        launch(claims -> claims.audience(both).claim("azp", LearningPlatform.CLIENT))
                .statusCode(302);
    }

    @Test
    void aTokenOfAnotherPlatformOpensNothing() {
        refused(launch(claims -> claims.issuer("https://elsewhere.example")), 401, "comes from another platform");
    }

    @Test
    void aTokenOutsideItsTimeOpensNothingButClocksMayDifferALittle() {
        Instant now = Instant.now();
        refused(launch(claims -> claims.expirationTime(Date.from(now.minusSeconds(40)))), 401, "has expired");
        refused(launch(claims -> claims.expirationTime(null)), 401, "when it expires");
        refused(launch(claims -> claims.issueTime(null)), 401, "when it was made");
        refused(launch(claims -> claims.issueTime(Date.from(now.plusSeconds(50)))), 401, "made in the future");
        refused(launch(claims -> claims.issueTime(Date.from(now.minusSeconds(4000)))), 401, "made long ago");
        launch(claims -> claims.issueTime(Date.from(now.minusSeconds(65)))
                        .expirationTime(Date.from(now.minusSeconds(5))))
                .statusCode(302);
        launch(claims -> claims.issueTime(Date.from(now.plusSeconds(10)))).statusCode(302);
    }

    @Test
    void aLaunchWorksOnce() {
        Login login = login();
        String token =
                platform.signed(platform.claims(login.nonce(), IVAN, LESSON).build());
        launch(login, token).statusCode(302);
        refused(launch(login, token), 401, "This browser did not begin here");
    }

    @Test
    void aNonceOfBeforeOpensNothingThoughTheStateIsFresh() {
        Login before = login();
        String token =
                platform.signed(platform.claims(before.nonce(), IVAN, LESSON).build());
        launch(before, token).statusCode(302);
        refused(launch(login(), token), 401, "was used before");
    }

    @Test
    void theStateOfAnotherBrowserOpensNothingAndIsNotUsedUp() {
        Login victim = login();
        Login attacker = login();
        String token =
                platform.signed(platform.claims(attacker.nonce(), IVAN, LESSON).build());
        refused(
                launch(new Login(victim.cookie(), attacker.state(), attacker.nonce()), token),
                401,
                "This browser did not begin here");
        launch(attacker, token).statusCode(302);
    }

    @Test
    void aDeploymentThatNobodyNamedOpensNothing() {
        refused(
                launch(claims -> claims.claim(LearningPlatform.CLAIM + "deployment_id", "3")),
                403,
                "The deployment &#39;3&#39;");
        launch(claims -> claims.claim(LearningPlatform.CLAIM + "deployment_id", "2"))
                .statusCode(302);
    }

    @Test
    void anotherMessageOrVersionIsNotTakenForALaunch() {
        refused(
                launch(claims -> claims.claim(LearningPlatform.CLAIM + "message_type", "LtiSubmissionReviewRequest")),
                422,
                "something else");
        refused(launch(claims -> claims.claim(LearningPlatform.CLAIM + "version", "1.1")), 422, "another version");
    }

    @Test
    void aKeyOfAPlatformThatChangedItIsFetchedButStrangersCannotMakeUsAskAllTheTime() {
        launch(claims -> {}).statusCode(302);
        platform.rotate();
        await().until(() -> launch(claims -> {}).extract().statusCode() == 302);
        int asked = platform.timesKeysWereAsked();
        long began = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            launch(claims -> {}, claims -> LearningPlatform.signed(claims, LearningPlatform.newKey()))
                    .statusCode(401);
        }
        long pauses = (System.nanoTime() - began) / 1_000_000_000 + 1;
        assertTrue(platform.timesKeysWereAsked() - asked <= pauses, "asked more than once a second");
    }

    @Test
    void aPlatformThatNobodyConnectedAndALoginOfNobodyAreRefused() {
        refused(
                given().queryParam("iss", "https://elsewhere.example")
                        .queryParam("login_hint", "1")
                        .get("/lti/login")
                        .then(),
                403,
                "https://elsewhere.example");
        refused(given().queryParam("iss", platform.issuer()).get("/lti/login").then(), 400, "login_hint");
    }

    @Test
    void whatThePlatformRefusedIsToldInItsWords() {
        Login login = login();
        refused(
                given().cookie("convene-lti", login.cookie())
                        .formParam("state", login.state())
                        .formParam("error", "login_required")
                        .post("/lti/launch")
                        .then(),
                401,
                "login_required");
    }

    /** Anna puts a lesson into her course, and the platform says something else than usual. */
    private ValidatableResponse choosing(Consumer<JWTClaimsSet.Builder> otherwise) {
        return launch(claims -> {
            claims.claim(LearningPlatform.CLAIM + "message_type", "LtiDeepLinkingRequest")
                    .claim(LearningPlatform.CLAIM + "context", Map.of("id", "algebra"))
                    .claim(LearningPlatform.CLAIM + "roles", List.of(TEACHER))
                    .claim(SETTINGS, Map.of("deep_link_return_url", platform.issuer() + "/return", "data", "kept"));
            otherwise.accept(claims);
        });
    }

    private static String ticket(ValidatableResponse page) {
        return page.extract().asString().replaceFirst("(?s).*name=\"ticket\" value=\"([^\"]+)\".*", "$1");
    }

    private static ValidatableResponse choose(String ticket, String lesson) {
        return given().header("Sec-Fetch-Site", "same-origin")
                .formParam("ticket", ticket)
                .formParam("lesson", lesson)
                .post("/lti/choose")
                .then();
    }

    @Test
    void aTeacherChoosesALessonOfTheCourseAndItGoesBackSignedByAKeyThatWePublish() throws Exception {
        ValidatableResponse page = choosing(claims -> {});
        page.statusCode(200).body(containsString("Algebra &lt;7B&gt;"), containsString("value=\"" + LESSON + "\""));
        ValidatableResponse back = choose(ticket(page), LESSON);
        back.statusCode(200)
                .header("Content-Security-Policy", containsString("form-action " + platform.issuer() + ";"))
                .body(containsString("action=\"" + platform.issuer() + "/return\""));
        String token = back.extract().asString().replaceFirst("(?s).*name=\"JWT\" value=\"([^\"]+)\".*", "$1");
        JWTClaimsSet claims =
                LearningPlatform.verified(token, given().get("/lti/jwks").asString());
        assertEquals(LearningPlatform.CLIENT, claims.getIssuer());
        assertEquals(List.of(platform.issuer()), claims.getAudience());
        assertEquals("LtiDeepLinkingResponse", claims.getClaim(LearningPlatform.CLAIM + "message_type"));
        assertEquals("1", claims.getClaim(LearningPlatform.CLAIM + "deployment_id"));
        assertEquals("kept", claims.getClaim("https://purl.imsglobal.org/spec/lti-dl/claim/data"));
        Map<?, ?> item = (Map<?, ?>) claims.getListClaim("https://purl.imsglobal.org/spec/lti-dl/claim/content_items")
                .get(0);
        assertEquals(Map.of("lesson", LESSON), item.get("custom"));
        assertEquals("ltiResourceLink", item.get("type"));
    }

    @Test
    void aLessonIsNotSentToAnAddressOfOthers() {
        for (String address : List.of("https://elsewhere.example/", "javascript:alert(1)", "//elsewhere.example", "")) {
            refused(
                    choosing(claims -> claims.claim(SETTINGS, Map.of("deep_link_return_url", address))),
                    403,
                    "not that of your learning platform");
        }
    }

    @Test
    void studentsAndOtherCoursesGetNoLessonsToChooseFrom() {
        refused(choosing(claims -> claims.claim(LearningPlatform.CLAIM + "roles", List.of())), 403, "Only teachers");
        choosing(claims -> claims.claim(LearningPlatform.CLAIM + "context", Map.of("id", "physics")))
                .statusCode(200)
                .body(containsString("No lesson of this course is planned"));
    }

    @Test
    void onlyALessonOfTheCourseIsSentBackAndOnlyWithATicketOfOurs() {
        plan("foreign", "another");
        String ticket = ticket(choosing(claims -> {}));
        refused(choose(ticket, "foreign"), 404, "not one of this course");
        refused(choose(ticket.replaceFirst("\\.[^.]+$", ".AAAA"), LESSON), 401, "too old");
        ValidatableResponse back = choose(ticket, LESSON);
        String answer = back.extract().asString().replaceFirst("(?s).*name=\"JWT\" value=\"([^\"]+)\".*", "$1");
        refused(choose(answer, LESSON), 401, "too old");
        given().header("Sec-Fetch-Site", "cross-site")
                .formParam("ticket", ticket)
                .formParam("lesson", LESSON)
                .post("/lti/choose")
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsPublishedOfOurKeysIsNotThePrivateHalf() {
        given().get("/lti/jwks")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("keys.size()", equalTo(1))
                .body("keys[0].kty", equalTo("RSA"))
                .body("keys[0].d", nullValue())
                .body("keys[0].p", nullValue());
    }

    @Test
    void aPlatformReadsHowToRegisterTheHub() {
        String hub = links.link("", "").replaceFirst("/join/.*", "");
        given().get("/lti/config")
                .then()
                .statusCode(200)
                .body("oidc_initiation_url", equalTo(hub + "/lti/login"))
                .body("public_jwk_url", equalTo(hub + "/lti/jwks"))
                .body("extensions[0].settings.placements[0].message_type", equalTo("LtiDeepLinkingRequest"));
    }

    @Test
    void theCookieComesBackFromWithinAFrameAndNoScriptReadsIt() {
        String cookie = begin().header("Set-Cookie");
        for (String word : List.of("Path=/lti", "HttpOnly", "Secure", "SameSite=None", "Partitioned")) {
            assertTrue(cookie.contains(word), cookie.replaceFirst("=[^;]+", "=..."));
        }
    }
}

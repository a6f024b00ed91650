package org.convene.lti;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jwt.JWTClaimsSet;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.convene.join.JoinTokens;
import org.convene.page.Chromium;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** People in a real browser: the platform on 127.0.0.1 and the hub on localhost are two sites to it. */
@QuarkusTest
@TestProfile(LtiInChromiumTest.Alone.class)
class LtiInChromiumTest {
    /** Of its own: an application that ended cannot be started again beside others. */
    public static class Alone extends LtiProfile {}

    private static final String LESSON = "tomorrow";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ConfigProperty(name = "test.lti.port")
    int port;

    @Inject
    JoinTokens links;

    private LearningPlatform platform;
    private ChromeDriver browser;

    @BeforeEach
    void openBrowser() throws IOException {
        platform = new LearningPlatform(port);
        String hub = links.link("", "").replaceFirst("/join/.*", "");
        platform.activity(hub + "/lti/login?iss=" + URLEncoder.encode(platform.issuer(), StandardCharsets.UTF_8)
                + "&amp;login_hint=s-1&amp;lti_message_hint=" + LESSON);
        OffsetDateTime start = OffsetDateTime.now(ZoneOffset.UTC).withNano(0).plusDays(1);
        given().header("Authorization", "Bearer " + LtiProfile.TOKEN)
                .contentType("application/json")
                .body(Map.of(
                        "source", "moodle",
                        "title", "Algebra, 7B",
                        "startsAt", start.toString(),
                        "endsAt", start.plusMinutes(45).toString(),
                        "course", Map.of("id", "algebra", "name", "Algebra"),
                        "participants", List.of(Map.of("id", "s-1", "name", "Ivan", "role", "student"))))
                .put("/lessons/" + LESSON)
                .then()
                .statusCode(202);
        browser = Chromium.desktopWithScripts();
        browser.manage().timeouts().implicitlyWait(PATIENCE);
    }

    @AfterEach
    void closeBrowser() {
        platform.close();
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void aClickInTheCourseEndsAtThePersonalLink() {
        browser.get(platform.issuer() + "/course");
        browser.findElement(By.linkText("The lesson")).click();
        assertEquals("Algebra, 7B", browser.findElement(By.tagName("h1")).getText());
        assertEquals(links.link(LESSON, "s-1"), browser.getCurrentUrl());
    }

    @Test
    void insideThePageOfTheCourseAButtonOpensTheLessonInAWindow() {
        browser.get(platform.issuer() + "/course?frame");
        browser.switchTo().frame(0);
        browser.findElement(By.linkText("Open the lesson in a new window")).click();
        await().atMost(PATIENCE).until(() -> browser.getWindowHandles().size() == 2);
        String page = browser.getWindowHandle();
        browser.getWindowHandles().stream()
                .filter(window -> !window.equals(page))
                .forEach(window -> browser.switchTo().window(window));
        assertEquals("Algebra, 7B", browser.findElement(By.tagName("h1")).getText());
        assertEquals(links.link(LESSON, "s-1"), browser.getCurrentUrl());
    }

    @Test
    void aTeacherInAFramePutsALessonIntoTheCourse() throws Exception {
        platform.opens(claims -> claims.claim(LearningPlatform.CLAIM + "message_type", "LtiDeepLinkingRequest")
                .claim(LearningPlatform.CLAIM + "context", Map.of("id", "algebra"))
                .claim(
                        LearningPlatform.CLAIM + "roles",
                        List.of("http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"))
                .claim(
                        "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings",
                        Map.of("deep_link_return_url", platform.issuer() + "/return")));
        browser.get(platform.issuer() + "/course?frame");
        browser.switchTo().frame(0);
        browser.findElement(By.cssSelector("form[action='/lti/choose'] button")).click();
        browser.findElement(By.xpath("//h1[text()='In the course']"));
        JWTClaimsSet claims = LearningPlatform.verified(
                platform.returned().get("JWT"), given().get("/lti/jwks").asString());
        Map<?, ?> item = (Map<?, ?>) claims.getListClaim("https://purl.imsglobal.org/spec/lti-dl/claim/content_items")
                .get(0);
        assertEquals(Map.of("lesson", LESSON), item.get("custom"));
    }
}

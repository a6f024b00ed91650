package org.convene.page;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.convene.attendance.Archive;
import org.convene.attendance.Reports;
import org.convene.sandbox.BuiltInSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** People and their browser: the pages of the hub and the room behind a personal link, in a real Chromium without scripts. */
@QuarkusTest
@TestProfile(PagesInChromiumTest.Alone.class)
class PagesInChromiumTest {
    /** Of its own: an application that ended cannot be started again beside others. */
    public static class Alone extends PagesProfile {}

    private static final int PHONE = 390;

    @TestHTTPResource
    String address;

    @Inject
    BuiltInSandbox sandbox;

    @Inject
    Archive archive;

    private String hub;
    private School school;
    private ChromeDriver browser;

    @BeforeEach
    void openBrowser() {
        hub = address.replaceAll("/$", "");
        school = new School(hub, sandbox.telebossUrl().orElseThrow());
        browser = Chromium.desktop();
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    private void onAPhone() {
        browser.quit();
        browser = Chromium.phone(PHONE);
    }

    private List<String> texts(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    private String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    /** Presses a link or button, and waits until the page it leads to is there. */
    private void follow(String selector) {
        follow(browser.findElement(By.cssSelector(selector)));
    }

    private void follow(WebElement linkOrButton) {
        WebElement before = browser.findElement(By.tagName("html"));
        linkOrButton.click();
        await("another page").atMost(Duration.ofSeconds(30)).until(() -> isGone(before));
    }

    private static boolean isGone(WebElement page) {
        try {
            page.getTagName();
            return false;
        } catch (StaleElementReferenceException gone) {
            return true;
        }
    }

    private void search(String words) {
        browser.findElement(By.name("q")).sendKeys(words);
        follow("form[role=search] button");
    }

    @Test
    void thisBrowserRunsNoScriptsOfPages() {
        browser.get("data:text/html,<title>silent</title><script>document.title = 'loud'</script>");
        assertEquals("silent", browser.getTitle());
    }

    @Test
    void aTeachersLinkLandsInTheRoomAsModerator() {
        JsonNode lesson = school.plan("physics", "Physics, 9A", "ready");
        browser.get(School.link(lesson, "t-1"));
        assertTrue(browser.getCurrentUrl().startsWith(sandbox.telebossUrl().orElseThrow()));
        assertTrue(text("h1").startsWith("Physics, 9A"));
        assertEquals("You came in as Anna Petrova, moderator.", text("#me"));
    }

    @Test
    void aStudentsLinkLandsInTheRoomAsUserEachTimeItIsOpened() {
        JsonNode lesson = school.plan("chemistry", "Chemistry, 9A", "ready");
        for (int visit = 0; visit < 2; visit++) {
            browser.get(School.link(lesson, "s-1"));
            assertEquals("You came in as Ivan Ivanov, user.", text("#me"));
        }
    }

    @Test
    void theFirstPageShowsTheLessonsOfTodayWithTheirState() {
        school.plan("biology", "Biology, 8A", "ready");
        school.planRefused("botany", "Botany, 8A");
        school.plan(School.lesson("zoology", "Zoology, 8A", Duration.ofDays(3)), "ready");
        browser.get(hub + "/?q=8A");
        assertEquals(List.of("Biology, 8A", "Botany, 8A"), texts(".rows h2"));
        assertEquals(List.of("ready", "failed"), texts(".rows .state"));
        assertEquals(List.of("all 2", "ready 1", "failed 1"), texts(".counts a"));
        assertTrue(text(".problem").contains("name is too long"));
        follow(".counts li:nth-child(3) a");
        assertEquals(List.of("Botany, 8A"), texts(".rows h2"));
    }

    @Test
    void lessonsAreFoundByWordsAndOnOtherDays() {
        school.plan("latin-1", "Latin for beginners", "ready");
        school.plan(School.lesson("latin-2", "Latin for the brave", Duration.ofDays(3)), "ready");
        browser.get(hub);
        search("latin");
        assertEquals(List.of("Latin for beginners"), texts(".rows h2"));
        browser.get(hub);
        search("BRAVE");
        assertEquals(List.of(), texts(".rows h2"));
        follow("main .card a");
        assertEquals("All days", text("h1"));
        assertEquals(List.of("Latin for the brave"), texts(".rows h2"));
    }

    @Test
    void theDaysBeforeAndAfterAreOneClickAway() {
        school.plan(School.lesson("tomorrow", "A lesson of tomorrow", Duration.ofDays(1)), "ready");
        browser.get(hub);
        String today = text("h1");
        follow("a[rel=next]");
        assertTrue(texts(".rows h2").contains("A lesson of tomorrow"));
        follow("a[rel=prev]");
        assertEquals(today, text("h1"));
        assertFalse(texts(".rows h2").contains("A lesson of tomorrow"));
    }

    @Test
    void aLessonsPageHasThePersonalLinkOfEverybodyAndNotTheVendors() {
        JsonNode lesson = school.plan("geometry", "Geometry, 7C", "ready");
        browser.get(hub + "/?q=geometry");
        follow(".rows h2 a");
        assertEquals("Geometry, 7C", text("h1"));
        assertEquals(List.of(School.link(lesson, "t-1"), School.link(lesson, "s-1")), texts(".people a"));
        assertTrue(text(".details").contains(lesson.path("room").path("alias").asText()));
        assertFalse(browser.getPageSource().contains("accessToken"));
        follow(".people li:nth-child(2) a");
        assertEquals("You came in as Ivan Ivanov, user.", text("#me"));
    }

    @Test
    void aTitleWithMarkupIsShownAsText() {
        String title = "<script>document.title = 'pwned'</script><b>& \"bold\"</b>";
        JsonNode lesson = school.plan("markup", title, "ready");
        browser.get(hub + "/?q=pwned");
        assertEquals(List.of(title), texts(".rows h2"));
        follow(".rows h2 a");
        assertEquals(title, text("h1"));
        assertEquals(List.of(), browser.findElements(By.tagName("script")));
        browser.get(hub + "/?q=%22%3E%3Cscript%3E");
        assertEquals(List.of(), browser.findElements(By.tagName("script")));
        browser.get(School.link(lesson, "t-1"));
        assertTrue(text("h1").startsWith(title));
    }

    @Test
    void anEntryInQuarantineIsDoneAgainByItsButton() {
        school.planRefused("music", "Music, 5A");
        browser.get(hub + "/lessons/music");
        follow(".note a");
        assertEquals(List.of("Music, 5A"), texts(".entry h2"));
        assertTrue(text(".problem").contains("name is too long"));
        follow(".entry button.main");
        assertTrue(text("[role=status]").startsWith("It is being done again"));
        school.awaitState("music", "ready");
        browser.get(hub + "/quarantine");
        assertFalse(texts(".entry h2").contains("Music, 5A"));
    }

    @Test
    void anEntryInQuarantineIsDiscardedAfterASecondThought() {
        school.planRefused("dance", "Dance, 5A");
        browser.get(hub + "/quarantine?entity=dance");
        WebElement button = browser.findElement(By.cssSelector("details button"));
        assertFalse(button.isDisplayed());
        browser.findElement(By.tagName("summary")).click();
        follow(button);
        assertEquals("The entry is gone.", text("[role=status]"));
        browser.get(hub + "/quarantine?entity=dance");
        assertEquals(List.of(), texts(".entry"));
        school.awaitState("dance", "failed");
    }

    @Test
    void anEarlyLinkShowsWhenItOpens() {
        JsonNode lesson = school.plan(School.lesson("early", "Early birds", Duration.ofDays(2)), "ready");
        OffsetDateTime opens =
                OffsetDateTime.parse(lesson.path("startsAt").asText()).minusMinutes(15);
        browser.get(School.link(lesson, "s-1"));
        assertEquals("Early birds", text("h1"));
        String time = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH)
                .format(opens);
        assertTrue(text("main").contains("The room opens on " + time), () -> text("main"));
    }

    /** Times are as in {@link Reports}: minutes after the start of a lesson of 45 minutes. */
    private String attendance(String id) {
        archive.lesson(
                Reports.lesson(id),
                Reports.call(
                        Reports.row("t-1", null, "Anna Petrova", -10, 50),
                        Reports.row("s-1", null, "Ivan Ivanov", 15, 20),
                        Reports.row("s-1", null, "Ivan Ivanov", 22.5, 30),
                        Reports.row(null, null, "<b>Dr. \"Who\"</b>", 0, 45)));
        return hub + "/lessons/" + id;
    }

    private List<Integer> edges(WebElement shape) {
        return List.of(
                shape.getRect().getX(), shape.getRect().getX() + shape.getRect().getWidth());
    }

    @Test
    void aLessonsPageShowsWhoWasThereAsABarForEachPerson() {
        browser.get(attendance("picture"));
        assertEquals(
                "2 of 4 were there, and 1 guest", text(".attendance .bar p").replaceAll("\\..*", ""));
        assertEquals(
                List.of("present", "late and left early", "absent", "absent", "guest"), texts(".attendance .state"));
        List<WebElement> rows = browser.findElements(By.cssSelector(".attendance tbody tr"));
        List<Integer> planned = edges(rows.get(1).findElement(By.cssSelector("rect.planned")));
        double minute = (planned.get(1) - planned.get(0)) / 45.0;
        List<WebElement> ivan = rows.get(1).findElements(By.cssSelector("rect.there"));
        assertEquals(2, ivan.size(), "he came in twice");
        assertEquals(planned.get(0) + 15 * minute, edges(ivan.get(0)).get(0), 2.0);
        assertEquals(planned.get(0) + 20 * minute, edges(ivan.get(0)).get(1), 2.0);
        assertEquals(planned.get(0) + 30 * minute, edges(ivan.get(1)).get(1), 2.0);
        WebElement late = rows.get(1).findElement(By.cssSelector("rect.late"));
        assertEquals(planned.get(0), edges(late).get(0), 2.0);
        assertEquals(planned.get(0) + 15 * minute, edges(late).get(1), 2.0);
        assertEquals(
                planned.get(1),
                edges(rows.get(1).findElement(By.cssSelector("rect.early"))).get(1),
                2.0);
        assertEquals(planned, edges(rows.get(4).findElement(By.cssSelector("rect.there"))));
        assertEquals(List.of(), rows.get(2).findElements(By.cssSelector("rect.there")));
        assertTrue(texts(".attendance text.planned").containsAll(List.of("09:00", "09:45")));
        assertTrue(rows.get(4).getText().startsWith("<b>Dr. \"Who\"</b>"), "a name is text");
        assertEquals(
                "Ivan Ivanov: late and left early, 09:15–09:30, 13 min",
                rows.get(1).findElement(By.tagName("svg")).getDomAttribute("aria-label"));
    }

    @Test
    void theAttendanceFitsAPhone() {
        String page = attendance("picture-phone");
        onAPhone();
        browser.get(page);
        assertEquals(PHONE, (Long) browser.executeScript("return document.documentElement.scrollWidth"), 0);
        for (WebElement shape : browser.findElements(By.cssSelector(".attendance svg *"))) {
            assertTrue(edges(shape).get(0) >= 0 && edges(shape).get(1) <= PHONE, shape.toString());
        }
    }

    @Test
    void aPrintedPageHasTheAttendanceAndNobodysLink() {
        browser.get(attendance("picture-paper"));
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        assertTrue(browser.findElement(By.cssSelector(".attendance rect.there")).isDisplayed());
        assertFalse(browser.findElement(By.cssSelector(".people")).isDisplayed());
        assertFalse(browser.findElement(By.tagName("header")).isDisplayed());
    }

    @Test
    void aLessonWithoutAReportSaysSoAndOneToComeSaysNothing() {
        archive.lesson(Reports.lesson("no-report"));
        browser.get(hub + "/lessons/no-report");
        assertTrue(text(".attendance .note").startsWith("No call of this lesson has been reported yet."));
        school.plan(School.lesson("to-come", "A lesson to come", Duration.ofDays(1)), "ready");
        browser.get(hub + "/lessons/to-come");
        assertEquals(List.of(), browser.findElements(By.cssSelector(".attendance")));
    }

    @Test
    void onAPhoneNothingIsWiderThanTheScreen() {
        String longWord = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(2);
        JsonNode lesson = school.plan("long-" + "x".repeat(120), longWord, "ready");
        JsonNode early = school.plan(School.lesson("long-early", longWord, Duration.ofDays(2)), "ready");
        school.planRefused("long-refused-" + "y".repeat(120), longWord);
        onAPhone();
        for (String page : List.of(
                hub + "/",
                hub + "/?q=" + "w".repeat(150),
                hub + "/?day=",
                hub + "/lessons/" + lesson.path("id").asText(),
                hub + "/quarantine",
                hub + "/audit?verify=true",
                hub + "/phone",
                hub + "/people?q=" + "w".repeat(90),
                hub + "/?state=nonsense",
                School.link(early, "s-1"),
                hub + "/join/nonsense")) {
            browser.get(page);
            long wide = (Long) browser.executeScript("return document.documentElement.scrollWidth");
            assertEquals(PHONE, wide, page);
        }
    }
}

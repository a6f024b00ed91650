package org.convene.page;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.convene.ops.Rejected;
import org.convene.terminal.TerminalCommand;
import org.convene.terminal.TerminalEvent;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.terminal.audit.CommandAudit;
import org.convene.terminal.catalogue.Catalogue;
import org.convene.terminal.desk.PretendTerminal;
import org.convene.terminal.desk.PretendTerminals;
import org.convene.terminal.desk.TerminalsProfile;
import org.convene.vendor.VendorFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The wall of terminals and the page of one, in a real Chromium, with scripts and without. */
@QuarkusTest
@TestProfile(TerminalsInChromiumTest.Alone.class)
class TerminalsInChromiumTest {
    /** Of its own: an application that ended cannot be started again beside others. */
    public static class Alone extends TerminalsProfile {}

    private static final int PHONE = 390;
    private static final Duration SOON = Duration.ofSeconds(15);

    @TestHTTPResource
    String address;

    @Inject
    PretendTerminals terminals;

    @Inject
    Catalogue catalogue;

    @Inject
    CommandAudit audit;

    private ChromeDriver browser;

    @BeforeEach
    void begin() {
        terminals.clear();
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
        terminals.clear();
    }

    /** Signs in as people do: the token is the password. Chromium loads no script for an address that has it in it. */
    private void open(ChromeDriver opened, String role, String path) {
        browser = opened;
        String hub = address.replaceAll("/$", "");
        browser.get(hub.replaceFirst("://", "://x:" + TerminalsProfile.secret(role) + "@") + "/terminals");
        browser.get(hub + path);
    }

    private List<String> shown(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }

    private String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private void choose(String list, String option) {
        browser.findElement(By.name(list)).findElements(By.tagName("option")).stream()
                .filter(one -> one.getText().equals(option))
                .findFirst()
                .orElseThrow()
                .click();
    }

    private void untilTileSays(String name, String words) {
        await(name + " says " + words)
                .atMost(SOON)
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> text("[data-name='" + name + "']").contains(words));
    }

    private void untilLive() {
        await("the page is live").atMost(SOON).until(() -> text("#live").equals("Live"));
    }

    private CompletionStage<ObjectNode> checked(TerminalCommand command) {
        try {
            catalogue.check(command.method(), command.params(), false);
            return PretendTerminal.wellDone(command);
        } catch (Rejected rejected) {
            return CompletableFuture.failedFuture(rejected);
        }
    }

    @Test
    void theWallShowsTroubleFirstAndFollowsWhatHappens() {
        terminals.add("aula");
        PretendTerminal lab = terminals.add("lab").inConference("Weekly");
        PretendTerminal office = terminals.add("office").is(Connection.OFFLINE, "no route to host");
        open(Chromium.desktopWithScripts(), "viewer", "/terminals");
        assertEquals(List.of("office", "lab", "aula"), shown(".tile h2"));
        assertTrue(text("[data-name=office]").contains("no route to host"));
        assertTrue(text("[data-name=lab]").contains("Weekly"));
        assertEquals(List.of("all 3", "in trouble 1", "in conference 1", "at rest 1"), shown(".counts a"));
        untilLive();
        office.is(Connection.READY).says(TerminalEvent.CONNECTION);
        lab.is(Connection.YIELDED, "Somebody else took the seat.").says(TerminalEvent.CONNECTION);
        untilTileSays("office", "normal");
        untilTileSays("lab", "seat taken");
        await().atMost(SOON).until(() -> shown(".tile h2").equals(List.of("lab", "aula", "office")));
        await().atMost(SOON)
                .until(() ->
                        shown(".counts a").equals(List.of("all 3", "in trouble 1", "in conference 0", "at rest 2")));
    }

    @Test
    void theWallIsSiftedWhileOneTypesAndStaysSoWhenSomethingChanges() {
        PretendTerminal lab = terminals.add("lab");
        terminals.add("aula");
        open(Chromium.desktopWithScripts(), "viewer", "/terminals");
        untilLive();
        browser.findElement(By.id("words")).sendKeys("WEEK");
        assertEquals(List.of(), shown(".tile h2"));
        lab.inConference("Weekly").says("conferenceCreated");
        await().atMost(SOON).until(() -> shown(".tile h2").equals(List.of("lab")));
    }

    @Test
    void theWallNeedsNoScript() {
        terminals.add("lab").is(Connection.REFUSED, "It does not accept the PIN.");
        terminals.add("aula").inConference("Weekly");
        open(Chromium.desktop(), "viewer", "/terminals");
        assertEquals(List.of("lab", "aula"), shown(".tile h2"));
        browser.findElement(By.cssSelector(".counts li:nth-child(3) a")).click();
        await().atMost(SOON).until(() -> shown(".tile h2").equals(List.of("aula")));
        browser.findElement(By.id("words")).sendKeys("nothing like it");
        browser.findElement(By.cssSelector("[role=search] button")).click();
        await().atMost(SOON).until(() -> shown(".tile h2").isEmpty());
    }

    @Test
    void aWallOfAThousandFollowsToo() {
        for (int i = 1; i <= 1000; i++) {
            terminals.add("room-%04d".formatted(i));
        }
        open(Chromium.desktopWithScripts(), "viewer", "/terminals");
        untilLive();
        terminals.add("room-0777").is(Connection.OFFLINE).says(TerminalEvent.CONNECTION);
        await().atMost(SOON)
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> text(".tile h2").equals("room-0777"));
        assertEquals("1000", text("[data-count='']"));
    }

    @Test
    void anOperatorSendsACommandByItsFormAndSeesTheReply() {
        PretendTerminal lab = terminals.add("lab").answers(this::checked);
        open(Chromium.desktopWithScripts(), "operator", "/terminals/lab");
        untilLive();
        choose("command", "call");
        await().atMost(SOON).until(() -> !browser.findElements(By.id("command")).isEmpty());
        browser.findElement(By.name("p.peerId")).sendKeys("anna@school.example");
        browser.findElement(By.cssSelector("#command button.main")).click();
        await().atMost(SOON).until(() -> text("#answer").contains("\"result\" : true"));
        assertEquals(
                "{\"peerId\":\"anna@school.example\"}",
                lab.heard().get(0).params().toString());
        assertEquals("operator", lab.heard().get(0).who());
        assertEquals(
                "anna@school.example", browser.findElement(By.name("p.peerId")).getDomProperty("value"));
    }

    @Test
    void aFormOffersTheValuesOfTheCatalogueAndSendsThemWithTheirTypes() {
        PretendTerminal lab = terminals.add("lab").answers(this::checked);
        open(Chromium.desktop(), "admin", "/terminals/lab?command=setMicMute");
        choose("p.mute", "true");
        browser.findElement(By.cssSelector("#command button.main")).click();
        await().atMost(SOON)
                .until(() ->
                        !browser.findElements(By.cssSelector("#answer pre")).isEmpty());
        assertEquals("{\"mute\":true}", lab.heard().get(0).params().toString());
        assertTrue(text("#answer").startsWith("well"));
    }

    @Test
    void whatPreventsACommandIsSaidInWords() {
        terminals.add("lab").fails(new VendorFailure.Down("lab is not connected."));
        open(Chromium.desktop(), "admin", "/terminals/lab?command=hangUp");
        browser.findElement(By.cssSelector("#command button.main")).click();
        await().atMost(SOON).until(() -> text("#answer").contains("lab is not connected."));
        assertTrue(text("#answer").startsWith("not done"));
    }

    @Test
    void aTerminalsPageShowsWhatItSaysAndWasTold() {
        PretendTerminal lab = terminals.add("lab-" + System.nanoTime());
        open(Chromium.desktopWithScripts(), "operator", "/terminals/" + lab.name());
        untilLive();
        lab.inConference("<b>Weekly</b>").says("conferenceCreated", "confTitle", "<b>Weekly</b>");
        await().atMost(SOON).until(() -> text("#events").contains("\"confTitle\":\"<b>Weekly</b>\""));
        assertTrue(text("#state").contains("<b>Weekly</b>"), "a title is text");
        TerminalCommand command = TerminalCommand.of(
                "setPin", JsonNodeFactory.instance.objectNode().put("pin", "9876"), "lms");
        audit.sent(lab.name(), command, Instant.now(), "done", "");
        await().atMost(SOON).until(() -> {
            lab.says("tick");
            return text("#history").contains("setPin");
        });
        assertTrue(text("#history").contains("by lms"));
        assertFalse(browser.getPageSource().contains("9876"));
    }

    @Test
    void whoMayOnlyLookSeesNoButtonsAndNoHistory() {
        terminals.add("lab");
        open(Chromium.desktop(), "viewer", "/terminals/lab?command=call");
        assertEquals("lab", text("h1"));
        assertEquals(List.of(), browser.findElements(By.cssSelector("form, #history")));
    }

    @Test
    void anOperatorTakesTheSeatByAButton() {
        PretendTerminal lab = terminals.add("lab").is(Connection.YIELDED, "Somebody else took the seat.");
        open(Chromium.desktop(), "operator", "/terminals/lab");
        browser.findElement(By.cssSelector(".bar button")).click();
        await().atMost(SOON).until(() -> lab.seatsTaken() == 1);
        await().atMost(SOON).until(() -> browser.getCurrentUrl().endsWith("/terminals/lab"));
    }

    @Test
    void onAPhoneNothingIsWiderThanTheScreen() {
        String longWord = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk".repeat(3);
        terminals.add("lab").inConference(longWord).says("event", "text", longWord);
        terminals.add(longWord).is(Connection.OFFLINE, longWord);
        open(Chromium.phoneWithScripts(PHONE), "operator", "/terminals");
        for (String page : List.of("/terminals", "/terminals/lab", "/terminals/lab?command=call", "/terminals?q=x")) {
            browser.get(address.replaceAll("/$", "") + page);
            untilLive();
            long wide = (Long) browser.executeScript("return document.documentElement.scrollWidth");
            assertEquals(PHONE, wide, page);
        }
    }

    @Test
    void aPageRunsNoScriptButTheHubsOwn() {
        terminals.add("lab").inConference("<img src=x onerror=\"document.title='pwned'\">");
        open(Chromium.desktopWithScripts(), "viewer", "/terminals");
        untilLive();
        assertEquals("Terminals · Convene", browser.getTitle());
        browser.executeScript("const s = document.createElement('script'); s.textContent = 'document.title=\"pwned\"';"
                + "document.body.append(s)");
        assertEquals("Terminals · Convene", browser.getTitle());
    }
}

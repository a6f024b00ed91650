package org.convene.page;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.convene.console.ConsoleProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;

/** Hawtio in a real Chromium: what an operator sees of routes and of the machine. */
@QuarkusTest
@TestProfile(ConsoleInChromiumTest.Alone.class)
class ConsoleInChromiumTest {
    /** Of its own: an application that ended cannot be started again beside others. */
    public static class Alone extends ConsoleProfile {}

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String ROUTE = "api.get-lesson";

    @TestHTTPResource
    String address;

    private ChromeDriver browser;

    @AfterEach
    void close() {
        browser.quit();
    }

    /** Signs in as people do: the token is the password. */
    private void open(String role, String path) {
        browser = Chromium.desktopWithScripts();
        String hub = address.replaceAll("/$", "");
        browser.get(hub.replaceFirst("://", "://x:" + ConsoleProfile.secret(role) + "@") + "/terminals");
        browser.get(hub + path);
    }

    private void untilShown(String words) {
        await("the page says " + words)
                .atMost(SOON)
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> browser.findElement(By.tagName("body")).getText().contains(words));
    }

    /** What the pages looked like is kept beside the results of the tests. */
    private void picture(String name) {
        try {
            Path directory = Files.createDirectories(Path.of("target", "hawtio"));
            Files.write(directory.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException unwritable) {
            throw new AssertionError(unwritable);
        }
    }

    private void click(String words) {
        await("a click on " + words)
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    browser.findElement(By.xpath("//*[normalize-space(text())='" + words + "']"))
                            .click();
                    return true;
                });
    }

    @Test
    void theRoutesOfTheHubAreListedWithTheirState() {
        open("viewer", "/hawtio/camel");
        untilShown(ROUTE);
        click("routes");
        await("the state of many routes")
                .atMost(SOON)
                .until(() ->
                        browser.findElements(By.xpath("//*[text()='Started']")).size() > 5);
        picture("routes");
    }

    @Test
    void aRouteIsDrawnWithItsSteps() {
        open("viewer", "/hawtio/camel");
        click(ROUTE);
        click("Route Diagram");
        await("the steps are drawn")
                .atMost(SOON)
                .until(() -> browser.findElements(By.cssSelector(".react-flow__node"))
                                .size()
                        > 1);
        picture("diagram");
    }

    @Test
    void theMachineIsShown() {
        open("viewer", "/hawtio/runtime/metrics");
        untilShown("Heap");
        picture("machine");
    }
}

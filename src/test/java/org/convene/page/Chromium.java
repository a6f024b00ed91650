package org.convene.page;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real Chromium, new each time. Pages get no JavaScript in it, since they must do without, unless a test is about scripts. */
public final class Chromium {
    private static final int SCRIPTS_ALLOWED = 1;
    private static final int SCRIPTS_BLOCKED = 2;

    private Chromium() {}

    static ChromeDriver desktop() {
        return start(options(SCRIPTS_BLOCKED).addArguments("--window-size=1280,900"));
    }

    public static ChromeDriver desktopWithScripts(String... arguments) {
        return start(
                options(SCRIPTS_ALLOWED).addArguments("--window-size=1280,900").addArguments(arguments));
    }

    static ChromeDriver phone(int width) {
        return phone(width, options(SCRIPTS_BLOCKED));
    }

    static ChromeDriver phoneWithScripts(int width) {
        return phone(width, options(SCRIPTS_ALLOWED));
    }

    private static ChromeDriver phone(int width, ChromeOptions options) {
        options.setExperimentalOption(
                "mobileEmulation",
                Map.of("deviceMetrics", Map.of("width", width, "height", 844, "pixelRatio", 2.0, "touch", true)));
        return start(options);
    }

    private static ChromeDriver start(ChromeOptions options) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(installed("chromedriver"))
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options);
    }

    private static ChromeOptions options(int scripts) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(installed("chromium", "chromium-browser", "google-chrome"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--lang=en",
                "--user-data-dir=" + profile());
        options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", scripts));
        return options;
    }

    private static String profile() {
        try {
            return Files.createTempDirectory("convene-chromium-").toString();
        } catch (IOException noDirectory) {
            throw new UncheckedIOException(noDirectory);
        }
    }

    private static File installed(String... names) {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> Stream.of(names).map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            String loud = "SKIPPED, NOT TESTED: there is no " + names[0] + " on the PATH; install chromium and"
                    + " chromium-driver to test the pages in a browser.";
            System.err.println(loud);
            return abort(loud);
        }
        return program.get().toFile();
    }
}

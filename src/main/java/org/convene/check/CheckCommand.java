package org.convene.check;

import io.smallrye.config.SmallRyeConfig;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.convene.ops.Settings;
import org.convene.ops.StartChecks;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * {@code java -jar quarkus-run.jar --check}: looks at everything that a start would use, calls nobody, and ends with 0 when the
 * hub would start, else with 1. What is found is told with file and line, all of it at once.
 */
public final class CheckCommand {
    public static final String NAME = "--check";
    public static final String MODE = "convene.check";

    private CheckCommand() {}

    public static boolean isOn() {
        return Boolean.getBoolean(MODE);
    }

    public static String[] without(String... arguments) {
        return Arrays.stream(arguments).filter(said -> !said.equals(NAME)).toArray(String[]::new);
    }

    /** The hub starts as far as its routes can be made: on a database that nobody has, without a port, calling nobody. */
    public static void prepare() {
        System.setProperty(MODE, "true");
        System.setProperty("convene.data-dir", scratch());
        System.setProperty("quarkus.datasource.jdbc.url", "jdbc:h2:mem:check;DB_CLOSE_DELAY=-1");
        System.setProperty("quarkus.datasource.username", "check");
        System.setProperty("quarkus.datasource.password", "");
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("camel.main.auto-startup", "false");
        System.setProperty("convene.sandbox.enabled", "false");
        System.setProperty("quarkus.log.console.level", "OFF");
    }

    /** Keys that a hub makes and keeps are made for the check, and go with it. */
    private static String scratch() {
        try {
            return Files.createTempDirectory("convene-check-").toString();
        } catch (IOException noRoom) {
            throw new UncheckedIOException(noRoom);
        }
    }

    /** Nothing was started that would have to be stopped. */
    static void end(int code) {
        System.out.flush();
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("convene.data-dir")))) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException itIsTheSystemsToTidy) {
            // a directory for temporary files
        }
        Runtime.getRuntime().halt(code);
    }

    /** The start did not come as far as the check: what configuration can be blamed for is told all the same. */
    public static void failed(Throwable failure) {
        SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        KeyPlace places = new KeyPlace(config);
        Set<String> problems = new LinkedHashSet<>();
        problems.add(StartChecks.complaint(failure).map(places::placed).orElse(String.valueOf(failure)));
        StartChecks.plainProblems(new Settings(config)).forEach(words -> problems.add(places.placed(words)));
        problems.addAll(places.unknown(StartChecks.unknownKeys(config)));
        problems.forEach(System.out::println);
        System.out.println(
                "The hub is not ready to start. When this is right, check again: routes were not looked at yet.");
        end(1);
    }
}

package org.convene.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convene.Ports;
import org.convene.process.HubCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged hub says what is wrong with configuration and routes before it starts, or instead. */
class CheckIT {
    private static final String ROUTE = """
            - route:
                id: mine.say
                description: Says something
                routeConfigurationId: vendor-errors
                from:
                  uri: direct:mine.say
                  steps:
                    - setBody: { expression: { constant: { expression: hello } } }
            """;

    @TempDir
    Path directory;

    private Path routes() throws IOException {
        return Files.createDirectories(directory.resolve("routes"));
    }

    private HubCommand run(Map<String, String> more, String... arguments) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CONVENE_DATA_DIR", directory.resolve("data").toString(),
                "CONVENE_ROUTES_DIR", routes().toString(),
                "QUARKUS_HTTP_PORT", String.valueOf(Ports.free())));
        environment.putAll(more);
        return HubCommand.run(environment, arguments);
    }

    private HubCommand check() throws IOException {
        return run(Map.of(), "--check");
    }

    private static void assertFound(HubCommand command, String words) {
        assertEquals(1, command.code(), command::output);
        assertTrue(command.output().contains(words), command::output);
    }

    @Test
    void whatIsInOrderIsToldAndTheExitCodeIsZero() throws IOException {
        Files.writeString(routes().resolve("mine.camel.yaml"), ROUTE);
        HubCommand command = check();
        assertEquals(0, command.code(), command::output);
        assertTrue(command.output().startsWith("The hub would start: "), command::output);
        assertFalse(Files.exists(directory.resolve("data")), "a check makes nothing");
    }

    @Test
    void everyBrokenFileIsNamedWithItsLine() throws IOException {
        Path syntax = routes().resolve("syntax.camel.yaml");
        Path step = routes().resolve("step.camel.yaml");
        Path bean = routes().resolve("bean.camel.yaml");
        Path mapping = routes().resolve("mine.to-words.jq");
        Path kamelet = routes().resolve("mine.kamelet.yaml");
        Path notes = routes().resolve("notes.yml");
        Files.writeString(syntax, ROUTE.replace("{ expression: hello }", "{ expression: hello"));
        Files.writeString(step, ROUTE.replace("setBody", "setBdy").replace("mine.say", "mine.step"));
        Files.writeString(
                bean,
                ROUTE.replace("mine.say", "mine.bean")
                        .replaceAll("- setBody.*", "- bean: { ref: nobody, method: nothing }"));
        Files.writeString(mapping, "# words\n{ words: . | }\n");
        Files.writeString(kamelet, "kind: Kamelet\n  wrong: indent\n");
        Files.writeString(notes, "nothing\n");
        HubCommand command = check();
        assertFound(command, syntax + ":8: ");
        assertFound(command, step + ":8: Unknown node id: setBdy");
        assertFound(command, bean + ":2: route mine.bean cannot be made: No bean could be found");
        assertFound(command, mapping + ":2: is no jq: ");
        assertFound(command, kamelet + ":2: is no YAML: ");
        assertFound(command, notes + ": nobody reads this");
        assertFound(command, "6 problems.");
    }

    @Test
    void whatIsWrongWithConfigurationIsNamedWithWhereItWasSet() throws IOException {
        Path file = directory.resolve("hub.properties");
        Files.writeString(file, "# mine\nconvene.join.opens-befor=15m\nconvene.reconcile.sweep=soon\n");
        HubCommand command =
                run(Map.of("QUARKUS_CONFIG_LOCATIONS", file.toString(), "CONVENE_RECONCILE_LEASE", "never"), "--check");
        assertFound(
                command,
                file
                        + ":2: convene.join.opens-befor is no key of this version; did you mean convene.join.opens-before?");
        assertFound(command, file + ":3: convene.reconcile.sweep is 'soon', which is not a duration");
        assertFound(command, "environment variable CONVENE_RECONCILE_LEASE: convene.reconcile.lease is 'never'");
    }

    /** Files and output as docs/configuration-check.md has them; what a line says beyond that may change with a library. */
    @Test
    void theDocumentSaysWhatTheCheckSays() throws IOException {
        String document = Files.readString(Path.of("docs/configuration-check.md"));
        Path mine = Files.createDirectories(directory.resolve("my-routes"));
        Matcher file = Pattern.compile("(?s)`my-routes/([a-z.-]+)`:\n\n```[a-z]+\n(.*?)```")
                .matcher(document);
        int files = 0;
        while (file.find()) {
            Files.writeString(mine.resolve(file.group(1)), file.group(2));
            files++;
        }
        assertEquals(3, files);
        Path properties = directory.resolve("my.properties");
        String keys = block(document, "properties").replace("my-routes", mine.toString());
        Files.writeString(properties, keys);
        HubCommand command = HubCommand.run(
                Map.of(
                        "QUARKUS_CONFIG_LOCATIONS", properties.toString(),
                        "CONVENE_DATA_DIR", directory.resolve("data").toString()),
                "--check");
        List<String> lines = block(document, "text").lines().toList();
        assertEquals(5, lines.size());
        lines.forEach(line -> assertFound(command, directory + "/" + line));
    }

    private static String block(String document, String language) {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(document);
        assertTrue(block.find(), language);
        return block.group(1);
    }

    @Test
    void aTokenThatIsTooShortIsNamedAndNotTold() throws IOException {
        HubCommand command = run(
                Map.of("CONVENE_API_TOKENS__LMS__SECRET", "tooshort", "CONVENE_API_TOKENS__LMS__ROLE", "source"),
                "--check");
        assertFound(command, "needs at least 16 characters");
        assertFalse(command.output().contains("tooshort"), command::output);
    }

    @Test
    void aHubWithABrokenRouteDoesNotStartAndSaysWhereItIs() throws IOException {
        Path file = routes().resolve("mine.camel.yaml");
        Files.writeString(file, ROUTE.replace("{ expression: hello }", "{ expression: hello"));
        HubCommand command = run(Map.of());
        assertFound(command, "The hub does not start. " + file + ":8: ");
        Files.writeString(file, "\n" + ROUTE.replace("uri: direct", "uri: drect"));
        command = run(Map.of());
        assertFound(command, "The hub does not start. " + file + ":3: route mine.say cannot be made: ");
        assertEquals(1, command.output().lines().count(), command::output);
    }
}

package org.convene.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** routes/README.md shows every route there is; when it does not, this test shows the text to put between its marks. */
class RoutesReadmeTest {
    private static final Path README = Path.of("routes/README.md");
    private static final String BEGIN = "<!-- map of the routes: begin -->\n";
    private static final String END = "<!-- map of the routes: end -->\n";

    private static String map() {
        Stream<String> yaml = RouteFiles.files(RouteFiles.ROUTES, ".camel.yaml").stream()
                .filter(file -> RouteFiles.routes().stream()
                        .anyMatch(route -> route.file().equals(file)))
                .map(file -> "\n" + RouteFiles.ROUTES.relativize(file) + "\n\n"
                        + RouteFiles.routes().stream()
                                .filter(route -> route.file().equals(file))
                                .map(route -> line(route.id(), route.text("description")))
                                .collect(Collectors.joining()));
        Stream<String> java = RouteFiles.javaRoutes().stream()
                .map(RouteFiles.JavaRoute::file)
                .distinct()
                .map(file -> "\n" + file + "\n\n"
                        + RouteFiles.javaRoutes().stream()
                                .filter(route -> route.file().equals(file))
                                .map(route -> line(route.id(), route.description()))
                                .collect(Collectors.joining()));
        return Stream.concat(yaml, java).collect(Collectors.joining()) + "\n";
    }

    private static String line(String id, String description) {
        return "- `" + id + "` — " + description + "\n";
    }

    @Test
    void theMapShowsEveryRoute() {
        String readme = RouteFiles.text(README);
        assertTrue(readme.contains(BEGIN) && readme.contains(END), README + " has the two marks");
        String shown = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));
        assertEquals(map(), shown, "the map in " + README + " is stale; between its marks belongs:\n" + map());
    }

    /** Blocks of code are run by ReadmeSnippetsTest and SampleRoutesTest; each stands under a line with its file's name, or nobody runs it. */
    @Test
    void everyBlockOfCodeIsOneThatIsRun() {
        String readme = RouteFiles.text(README);
        List<String> files = Pattern.compile("`([A-Za-z.-]+)`[^\n]*\n\n```\\w+\n")
                .matcher(readme)
                .results()
                .map(block -> block.group(1))
                .toList();
        assertEquals(
                List.of(
                        "doorbell.camel.yaml",
                        "guests.camel.yaml",
                        "guest.to-request.jq",
                        "GuestInvitation.java",
                        "guests.spec.yaml"),
                files);
        assertEquals(
                2L * files.size(),
                readme.lines().filter(line -> line.startsWith("```")).count());
    }
}

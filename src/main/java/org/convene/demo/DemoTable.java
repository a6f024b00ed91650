package org.convene.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.convene.ops.Settings;
import org.convene.sandbox.BuiltInSandbox;

/** What the demo prints: each lesson with its room and two of its links, and where to look further. */
@Singleton
class DemoTable {
    private static final int TITLE = 40;

    private final String hub;
    private final String log;
    private final Optional<String> sandbox;
    private final Optional<String> trueconf;
    private final Optional<String> mx;

    DemoTable(Settings settings, BuiltInSandbox sandbox) {
        this.hub = settings.url("convene.public-url");
        this.log = settings.dataDir().resolve("hub.log").toString();
        this.sandbox = sandbox.telebossUrl();
        this.trueconf = sandbox.trueconfUrl();
        this.mx = sandbox.mxUrl();
    }

    void print(PrintStream screen, List<ObjectNode> lessons) {
        StringBuilder text = new StringBuilder("\nConvene is running, and these lessons are planned:\n\n");
        lessons.forEach(lesson -> lesson(text, lesson));
        address(text, "Lessons", hub + "/");
        address(text, "Meetings", hub + "/meetings (of a sample calendar)");
        address(text, "Terminals", hub + "/terminals (of the sandbox)");
        address(text, "Quarantine", hub + "/quarantine");
        address(text, "API", hub + "/q/swagger-ui");
        address(text, "Health", hub + "/q/health");
        sandbox.ifPresent(url -> address(text, "Teleboss", url + "/backoffice (the sandbox)"));
        trueconf.ifPresent(url -> address(text, "TrueConf", url + "/backoffice (the sandbox)"));
        mx.ifPresent(url -> address(text, "Telephones", url + "/backoffice (the sandbox)"));
        text.append("\nOpen the teacher's and a student's link of the first lesson in two windows.\n")
                .append("Ctrl-C ends the hub; its log is ")
                .append(log)
                .append('\n');
        screen.print(text);
        screen.flush();
    }

    private static void lesson(StringBuilder text, JsonNode lesson) {
        String room =
                lesson.path("room").path("alias").asText(lesson.path("problem").asText("none yet"));
        text.append(line(
                "%-" + TITLE + "s  %-9s  room %s",
                lesson.path("title").asText(),
                lesson.path("state").asText(),
                room));
        first(lesson, "teacher").ifPresent(person -> text.append(person(person)));
        first(lesson, "student").or(() -> first(lesson, "parent")).ifPresent(person -> text.append(person(person)));
        text.append('\n');
    }

    private static Optional<JsonNode> first(JsonNode lesson, String role) {
        for (JsonNode person : lesson.path("participants")) {
            if (person.path("role").asText().equals(role)) {
                return Optional.of(person);
            }
        }
        return Optional.empty();
    }

    private static String person(JsonNode person) {
        return line(
                "  %-8s %-16s %s",
                person.path("role").asText(),
                person.path("name").asText(),
                person.path("joinUrl").asText());
    }

    private static void address(StringBuilder text, String name, String address) {
        text.append(line("%-11s %s", name, address));
    }

    private static String line(String format, Object... values) {
        return "  " + String.format(Locale.ROOT, format, values) + "\n";
    }
}

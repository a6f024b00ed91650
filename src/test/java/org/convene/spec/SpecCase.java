package org.convene.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * One case of a spec: steps that follow each other. What stands at the top of the file (call, given, send) is meant for
 * each of its cases that says nothing else, and a case without {@code steps} is itself the one step. A case with
 * {@code calls} is a case for each of them.
 */
record SpecCase(String name, List<JsonNode> steps) {
    private static final Set<String> OF_A_STEP = Set.of(
            "call",
            "given",
            "send",
            "vendor",
            "anyOrder",
            "receive",
            "sets",
            "fails",
            "request",
            "answer",
            "later",
            "crash",
            "space");
    private static final Set<String> DEFAULTS = Set.of("call", "given", "send");

    static List<SpecCase> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".spec.yaml")).sorted().toList().stream()
                    .flatMap(file -> read(file.getFileName().toString(), text(file)).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<SpecCase> read(String file, String yaml) {
        JsonNode spec = parsed(file, yaml);
        only(file, spec, Set.of("about", "words", "cases"), DEFAULTS);
        List<SpecCase> cases = new ArrayList<>();
        for (JsonNode one : spec.path("cases")) {
            String name = file + " · " + one.path("name").asText();
            if (one.has("calls")) {
                for (JsonNode call : one.get("calls")) {
                    ObjectNode same = one.deepCopy();
                    same.remove("calls");
                    same.set("call", call);
                    cases.add(of(name + " · " + call.asText().replaceFirst("^.*:", ""), spec, same));
                }
            } else {
                cases.add(of(name, spec, one));
            }
        }
        if (cases.isEmpty()) {
            throw new IllegalArgumentException(file + " has no cases");
        }
        return cases;
    }

    private static JsonNode parsed(String file, String yaml) {
        try {
            return Expected.JSON.valueToTree(loader().load(yaml));
        } catch (YAMLException wrong) {
            throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static SpecCase of(String name, JsonNode spec, JsonNode one) {
        List<JsonNode> steps = new ArrayList<>();
        if (one.has("steps")) {
            only(name, one, Set.of("name", "steps"), Set.of());
            flat(one.get("steps"), steps);
        } else {
            steps.add(one);
        }
        return new SpecCase(
                name, steps.stream().map(step -> completed(name, spec, step)).toList());
    }

    /** A list within the list of steps is a scene that several cases share by an anchor. */
    private static void flat(JsonNode steps, List<JsonNode> flat) {
        for (JsonNode step : steps) {
            if (step.isArray()) {
                flat(step, flat);
            } else {
                flat.add(step);
            }
        }
    }

    private static JsonNode completed(String name, JsonNode spec, JsonNode step) {
        only(name, step, Set.of("name"), OF_A_STEP);
        ObjectNode complete = step.deepCopy();
        boolean calls = !step.has("request") && !step.has("later") && !step.has("crash");
        for (String word : DEFAULTS) {
            if (calls && !complete.has(word) && spec.has(word)) {
                complete.set(word, spec.get(word));
            }
        }
        for (JsonNode turn : step.path("vendor")) {
            only(name, turn, Set.of("hears", "answers"), Set.of());
            only(name, turn.path("hears"), Set.of("method", "path", "query", "headers", "body"), Set.of());
            only(
                    name,
                    turn.path("answers"),
                    Set.of("status", "headers", "body", "text", "cut", "stall", "drop", "silence"),
                    Set.of());
        }
        only(name, step.path("fails"), Set.of("kind", "reason", "retryAfter"), Set.of());
        only(name, step.path("request"), Set.of("method", "path", "headers", "body", "text"), Set.of());
        only(name, step.path("answer"), Set.of("status", "headers", "body", "shows"), Set.of());
        return complete;
    }

    private static void only(String where, JsonNode node, Set<String> some, Set<String> more) {
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(some);
        unknown.removeAll(more);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(where + ": nobody knows the word " + unknown);
        }
    }

    /** Times stay texts, as they are in JSON. */
    private static Yaml loader() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(1000);
        options.setAllowDuplicateKeys(false);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                addImplicitResolver(Tag.BOOL, BOOL, "tfTF");
                addImplicitResolver(Tag.INT, INT, "-+0123456789");
                addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
                addImplicitResolver(Tag.MERGE, MERGE, "<");
                addImplicitResolver(Tag.NULL, NULL, "~nN\0");
                addImplicitResolver(Tag.NULL, EMPTY, null);
            }
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

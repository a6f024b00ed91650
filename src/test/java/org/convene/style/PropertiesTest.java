package org.convene.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** application.properties says everything that can be set, once, in words; and nothing that nobody reads. */
class PropertiesTest {
    private static final Pattern LINE = Pattern.compile("^(?:%([a-z]+)\\.)?([^#=\\s][^=]*?)=(.*)$");
    private static final Pattern PLACE = Pattern.compile("\\{\\{(convene\\.[^}:]+)[^}]*}}");
    private static final Pattern READ = Pattern.compile(
            "(?:\\btext|optionalText|\\bflag|\\bnumber|\\bduration|\\burl|optionalUrl|getValue|name =)\\s*\\(?\\s*\"(convene\\.[a-z0-9.-]*[a-z0-9])\"");
    private static final String RARELY_CHANGED = "## Below";
    private static final Set<String> SYNONYMS = Set.of(
            "base-url",
            "base-uri",
            "api-url",
            "endpoint",
            "host",
            "server",
            "address",
            "uri",
            "api-key",
            "api-token",
            "access-token",
            "auth-token",
            "key",
            "login",
            "user",
            "pass",
            "pwd",
            "time-out",
            "timeout-ms",
            "ssl");

    private final List<String> lines =
            RouteFiles.text(Path.of("application.properties")).lines().toList();
    private final String java = text(RouteFiles.JAVA, ".java");
    private final String routes = text(RouteFiles.ROUTES, ".yaml");

    private static String text(Path directory, String suffix) {
        return RouteFiles.files(directory, suffix).stream()
                .map(RouteFiles::text)
                .collect(Collectors.joining("\n"));
    }

    private Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                keys.add(matcher.group(2));
            }
        }
        return keys;
    }

    @Test
    void whatIsReadCanBeFoundInTheFile() {
        Set<String> read = new TreeSet<>();
        Stream.of(PLACE.matcher(routes), READ.matcher(java))
                .flatMap(Matcher::results)
                .forEach(match -> read.add(match.group(1)));
        read.removeAll(keys());
        assertEquals(Set.of(), read);
    }

    @Test
    void whatStandsInTheFileIsRead() {
        List<String> unread = keys().stream()
                .filter(key -> key.startsWith("convene."))
                .filter(key -> !isRead(key))
                .toList();
        assertEquals(List.of(), unread);
    }

    /** By its whole name, by the end of it (vendors have the same keys), as one of many, or through a mapped interface. */
    private boolean isRead(String key) {
        String all = java + routes;
        if (all.contains("\"" + key + "\"") || all.contains("{{" + key)) {
            return true;
        }
        String last = key.substring(key.lastIndexOf('.') + 1);
        if (key.contains(".\"") && java.contains("\"" + last + "\"")) {
            return true; // of a thing that people give a name to
        }
        String afterPrefix = key.substring("convene.".length());
        if (routes.contains("'" + afterPrefix + "'") || routes.contains("'" + key + "'")) {
            return true;
        }
        if (afterPrefix.startsWith("sandbox.")) {
            String method = key.substring(key.lastIndexOf('.') + 1);
            return java.contains(" " + camelCase(method) + "();");
        }
        for (int dot = afterPrefix.indexOf('.'); dot >= 0; dot = afterPrefix.indexOf('.', dot + 1)) {
            String end = afterPrefix.substring(dot);
            int next = end.indexOf('.', 1);
            boolean oneOfMany = next > 0 && java.contains("below(prefix + \"" + end.substring(0, next) + "\")");
            if (oneOfMany || java.contains("\"" + end + "\"")) {
                return true;
            }
        }
        return false;
    }

    private static String camelCase(String key) {
        return Pattern.compile("-([a-z])")
                .matcher(key)
                .replaceAll(letter -> letter.group(1).toUpperCase());
    }

    /** A key of the platform may stand right under another of the same subject. */
    @Test
    void everyKeyIsExplained() {
        List<String> bare = new ArrayList<>();
        String before = "";
        for (String line : lines) {
            if (line.startsWith(RARELY_CHANGED)) {
                break;
            }
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                boolean variant = matcher.group(1) != null && before.contains(matcher.group(2) + "=");
                boolean sameSubject =
                        !line.startsWith("convene.") && LINE.matcher(before).matches();
                if (!variant && !sameSubject && !before.startsWith("# ")) {
                    bare.add(line);
                }
            }
            before = line;
        }
        assertEquals(List.of(), bare);
    }

    @Test
    void anExplanationIsASentence() {
        List<String> fragments = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            boolean last = lines.get(i).startsWith("# ")
                    && LINE.matcher(lines.get(i + 1)).matches();
            if (last && !lines.get(i).endsWith(".")) {
                fragments.add(lines.get(i));
            }
        }
        assertEquals(List.of(), fragments);
    }

    @Test
    void oneThingHasOneWord() {
        List<String> synonyms = keys().stream()
                .filter(key -> key.startsWith("convene."))
                .filter(key -> SYNONYMS.contains(key.substring(key.lastIndexOf('.') + 1)))
                .filter(key -> !key.equals("convene.storage.uri")) // Camel's word, since it is one of Camel's
                .filter(key ->
                        !keys().contains(key.replaceAll("host$", "port"))) // where to listen is no address of another
                .toList();
        assertEquals(List.of(), synonyms);
    }

    @Test
    void noSecretStandsInTheFile() {
        List<String> secrets = lines.stream()
                .filter(line -> line.matches("convene\\.(?!sandbox\\.)[a-z.-]*(token|secret|password)=.+"))
                .toList();
        assertEquals(List.of(), secrets);
    }

    @Test
    void noKeyStandsTwice() {
        List<String> all = lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1) + " " + matcher.group(2))
                .toList();
        assertEquals(all.stream().distinct().toList(), all);
    }
}

package org.convene.check;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a key was set, as its author finds it: file and line, an environment variable, a -D. */
final class KeyPlace {
    private static final Pattern FILE = Pattern.compile("(?:jar:)?(file:[^\\]]+)");

    private final SmallRyeConfig config;

    KeyPlace(SmallRyeConfig config) {
        this.config = config;
    }

    /** @param words that begin with a key */
    String placed(String words) {
        return of(words.split(" ", 2)[0]) + words;
    }

    /** @param nearest by the key that nobody knows, the one that was perhaps meant */
    List<String> unknown(Map<String, String> nearest) {
        return nearest.entrySet().stream()
                .map(key -> placed(key.getKey() + " is no key of this version; did you mean " + key.getValue() + "?"))
                .toList();
    }

    /** @return a text that ends with a colon and a blank, or nothing when nobody set it */
    private String of(String key) {
        ConfigValue value = config.getConfigValue(key);
        String source = value.getConfigSourceName();
        if (source == null || value.getValue() == null) {
            return "";
        }
        if (source.contains("EnvConfigSource")) {
            return "environment variable " + key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT) + ": ";
        }
        if (source.contains("SysPropConfigSource")) {
            return "-D" + key + ": ";
        }
        Matcher file = FILE.matcher(source);
        return file.find() ? inFile(file.group(1), key) : "";
    }

    private static String inFile(String address, String key) {
        String path = address.replaceFirst("!.*", "");
        try {
            Path file = Path.of(URI.create(path));
            if (file.toString().endsWith(".jar")) {
                return "application.properties of the hub: ";
            }
            return file + ":" + line(Files.readAllLines(file), key) + ": ";
        } catch (IOException | IllegalArgumentException unreadable) {
            return address + ": ";
        }
    }

    /** The last line counts, as it does for whoever reads the file. */
    private static int line(List<String> lines, String key) {
        Pattern set = Pattern.compile("^(?:%[a-z,]+\\.)?" + Pattern.quote(key) + "\\s*[=: ].*");
        int found = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (set.matcher(lines.get(i).strip().replace("\\:", ":")).matches()) {
                found = i + 1;
            }
        }
        return found;
    }
}

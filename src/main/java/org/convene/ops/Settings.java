package org.convene.ops;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convene.document.NearestName;
import org.eclipse.microprofile.config.Config;

/**
 * Reads the {@code convene.*} keys of {@code application.properties}. A value that cannot be used stops the start with
 * one line that names the key, says what is wrong and gives an example. An empty value counts as not set.
 */
@Singleton
public class Settings {
    /** A name in quotation marks may have dots. */
    private static final Pattern NAMED = Pattern.compile("(?:\"([^\"]+)\"|([^\".]+))\\.(.+)");

    private final Config config;

    public Settings(Config config) {
        this.config = config;
    }

    public String text(String key) {
        return optionalText(key).orElseThrow(() -> wrong(key, "is not set", "a value, see application.properties"));
    }

    public Optional<String> optionalText(String key) {
        return config.getOptionalValue(key, String.class).map(String::strip).filter(v -> !v.isEmpty());
    }

    /** A duration in ISO-8601 ({@code PT15M}) or Quarkus style ({@code 15m}). */
    public Duration duration(String key) {
        return parsed(key, "a duration", "30s, 15m or PT15M", text -> {
            Duration duration = new DurationConverter().convert(text.toLowerCase(Locale.ROOT));
            if (duration.isNegative()) {
                throw new IllegalArgumentException();
            }
            return duration;
        });
    }

    /** A whole number from {@code least} to {@code most}. */
    public int number(String key, int least, int most) {
        return parsed(key, "a whole number from " + least + " to " + most, String.valueOf(least), text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    public boolean flag(String key) {
        return parsed(key, "true or false", "true", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** An absolute http or https address, without a slash at its end. */
    public String url(String key) {
        return parsed(key, "an absolute http or https address", "https://convene.school.example", Settings::address);
    }

    public Optional<String> optionalUrl(String key) {
        return optionalText(key).map(ignored -> url(key));
    }

    public Path dataDir() {
        return Path.of(text("convene.data-dir")).toAbsolutePath().normalize();
    }

    /** An embedded database belongs to this process alone. */
    public boolean databaseIsOurs() {
        return text("quarkus.datasource.jdbc.url").startsWith("jdbc:h2:file:");
    }

    /** All keys below {@code prefix.} that have a value, by what follows the prefix. */
    public Map<String, String> below(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(prefix + ".")) {
                optionalText(name)
                        .ifPresent(value ->
                                found.put(name.substring(prefix.length() + 1).replace("\"", ""), value));
            }
        }
        return found;
    }

    /** The keys {@code prefix."NAME".key} that have a value: by name, then by key; names in their order. */
    public Map<String, Map<String, String>> named(String prefix) {
        Map<String, Map<String, String>> byName = new TreeMap<>();
        for (String property : config.getPropertyNames()) {
            Matcher key =
                    NAMED.matcher(property.startsWith(prefix + ".") ? property.substring(prefix.length() + 1) : "");
            if (key.matches()) {
                String name = key.group(1) == null ? key.group(2) : key.group(1);
                optionalText(property)
                        .ifPresent(value -> byName.computeIfAbsent(name, each -> new TreeMap<>())
                                .put(key.group(3), value));
            }
        }
        return byName;
    }

    /** The complaint about one key, in one line. */
    public static ConfigurationException wrong(String key, String complaint, String example) {
        return new ConfigurationException(key + " " + complaint + "; example: " + key + "=" + example);
    }

    /** The complaint about a key that nobody knows; {@code prefix} ends with a dot. */
    public static ConfigurationException unknown(String prefix, String key, Collection<String> known) {
        String meant = NearestName.of(key, known)
                .map(name -> " (did you mean " + name + "?)")
                .orElse("");
        return wrong(prefix + key, "is not known" + meant, "one of " + String.join(", ", known));
    }

    private <T> T parsed(String key, String kind, String example, Function<String, T> parser) {
        String text = text(key);
        try {
            return parser.apply(text);
        } catch (RuntimeException unusable) {
            throw wrong(key, "is '" + text + "', which is not " + kind, example);
        }
    }

    private static String address(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException();
        }
        return text.replaceAll("/+$", "");
    }
}

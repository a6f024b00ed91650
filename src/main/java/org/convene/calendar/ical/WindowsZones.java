package org.convene.calendar.ical;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names Windows, Exchange and Outlook give to zones, by the list of Unicode CLDR ({@code calendar/windows-zones.txt}). */
final class WindowsZones {

    private static final Pattern SHOWN_OFFSET = Pattern.compile("^\\((?:utc|gmt)[^)]*\\)\\s*");
    private static final Map<String, String> NAMES = read();

    private WindowsZones() {}

    /** The zone of the time-zone database for a name such as {@code W. Europe Standard Time} or the text Outlook shows for it. */
    static Optional<String> find(String name) {
        String lower = plain(name).replace("\"", "").strip();
        String shown = SHOWN_OFFSET.matcher(lower).replaceFirst("");
        return Optional.ofNullable(NAMES.get(lower)).or(() -> Optional.ofNullable(NAMES.get(shown)));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("&", "and");
    }

    static Map<String, String> names() {
        return NAMES;
    }

    private static Map<String, String> read() {
        Map<String, String> names = new HashMap<>();
        InputStream list = Objects.requireNonNull(
                WindowsZones.class.getResourceAsStream("/calendar/windows-zones.txt"), "calendar/windows-zones.txt");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] parts = line.split("=");
                names.put(plain(parts[0]), parts[1]);
                for (int i = 2; i < parts.length; i++) {
                    names.putIfAbsent(plain(parts[i]), parts[1]);
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Map.copyOf(names);
    }
}

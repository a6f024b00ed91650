package org.convene.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.configuration.DurationConverter;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.convene.calendar.dav.CalendarCollections;
import org.convene.ops.Commas;
import org.convene.ops.LossThreshold;
import org.convene.ops.Settings;
import org.convene.vendor.Vendor;

/**
 * What configuration says of one calendar, below {@code convene.calendars."NAME".}.
 *
 * @param url       a CalDAV collection, or whatever leads to one (RFC 6764); or a published {@code .ics}, then read-only
 * @param poll      how often to ask for changes
 * @param series    one conference for each occurrence, or one virtual room for the series
 * @param guests    whether people without an account on the server may join
 * @param autoRun   whether conferences are started and stopped by the hub
 * @param writeBack whether join links are written into the events
 * @param deletions how many events may vanish in one sync before a person is asked
 * @param owner     login of who owns conferences whose organizer has no account there
 * @param rooms     the terminals in whose rooms all of its meetings take place
 * @param zone      where floating times (RFC 5545 §3.3.5) are read
 * @param room      settings of this calendar's conferences, over the vendor's defaults
 */
public record CalendarSettings(
        String name,
        String url,
        Optional<String> username,
        Optional<String> password,
        Duration poll,
        Series series,
        Guests guests,
        boolean autoRun,
        boolean writeBack,
        LossThreshold deletions,
        Optional<String> owner,
        List<String> rooms,
        ZoneId zone,
        ObjectNode room) {

    public enum Series {
        OCCURRENCE,
        ROOM
    }

    public enum Guests {
        DENY,
        ALLOW_WHEN_EXTERNAL,
        ALLOW
    }

    private static final String ROOM = "room.";
    private static final List<String> KEYS = List.of(
            "url",
            "username",
            "password",
            "poll",
            "series",
            "guests",
            "auto-run",
            "write-back",
            "delete-threshold",
            "owner",
            "rooms",
            "zone");

    /** @param written what stands below {@code convene.calendars."NAME".} */
    static CalendarSettings of(String name, Map<String, String> written) {
        Map<String, String> keys = new TreeMap<>();
        written.forEach((key, value) -> keys.put(dashed(key), value));
        String prefix = Calendars.KEYS + ".\"" + name + "\".";
        keys.keySet().stream()
                .filter(key -> !KEYS.contains(key) && !key.startsWith(ROOM))
                .findFirst()
                .ifPresent(unknown -> {
                    throw Settings.unknown(prefix, unknown, KEYS);
                });
        return new CalendarSettings(
                name,
                address(prefix, keys.get("url")),
                Optional.ofNullable(keys.get("username")),
                Optional.ofNullable(keys.get("password")),
                duration(prefix, keys.getOrDefault("poll", "1m")),
                choice(prefix + "series", keys.getOrDefault("series", "occurrence"), Series.class),
                choice(prefix + "guests", keys.getOrDefault("guests", "allow-when-external"), Guests.class),
                flag(prefix + "auto-run", keys.getOrDefault("auto-run", "false")),
                flag(prefix + "write-back", keys.getOrDefault("write-back", "true")),
                LossThreshold.of(prefix + "delete-threshold", keys.getOrDefault("delete-threshold", "20%")),
                Optional.ofNullable(keys.get("owner")),
                Commas.between(keys.get("rooms")),
                zone(prefix + "zone", keys.get("zone")),
                room(keys));
    }

    /** An environment variable cannot say whether it means a dot or a dash; only the first dot of {@code room.*} is one. */
    private static String dashed(String key) {
        return key.startsWith(ROOM) ? ROOM + key.substring(ROOM.length()).replace('.', '-') : key.replace('.', '-');
    }

    /** Whether it is a published file, which nobody can write. */
    public boolean isFeed() {
        return CalendarCollections.isFeed(URI.create(url));
    }

    private static String address(String prefix, String url) {
        try {
            URI uri = URI.create(url == null ? "" : url);
            if (uri.getHost() != null && List.of("http", "https", "webcal").contains(uri.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException unusable) {
            // said below
        }
        throw Settings.wrong(
                prefix + "url", "is no http or https address", "https://dav.school.example/calendars/rooms/");
    }

    private static Duration duration(String prefix, String text) {
        try {
            Duration duration = new DurationConverter().convert(text.toLowerCase(Locale.ROOT));
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0) {
                return duration;
            }
        } catch (IllegalArgumentException unusable) {
            // said below
        }
        throw Settings.wrong(prefix + "poll", "is '" + text + "', which is no time of a second or more", "1m");
    }

    private static <E extends Enum<E>> E choice(String key, String text, Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int chosen = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (chosen < 0) {
            throw Settings.wrong(key, "is '" + text + "', which is none of " + String.join(", ", names), names.get(0));
        }
        return type.getEnumConstants()[chosen];
    }

    private static boolean flag(String key, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw Settings.wrong(key, "is '" + text + "', which is not true or false", "true");
        }
        return Boolean.parseBoolean(text);
    }

    private static ZoneId zone(String key, String text) {
        try {
            return text == null ? ZoneId.systemDefault() : ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw Settings.wrong(key, "is '" + text + "', which is no time zone", "Europe/Moscow");
        }
    }

    private static ObjectNode room(Map<String, String> keys) {
        Map<String, String> own = new TreeMap<>();
        keys.forEach((key, value) -> {
            if (key.startsWith(ROOM)) {
                own.put(key.substring(ROOM.length()), value);
            }
        });
        return Vendor.rooms(own);
    }
}

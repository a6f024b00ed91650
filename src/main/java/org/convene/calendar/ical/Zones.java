package org.convene.calendar.ical;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the zone names of one calendar text mean. In this order: a name of the time-zone database (whatever VTIMEZONE comes with
 * it: RFC 7808 §2, the sender's copy is older than ours), with or without a prefix such as {@code /mozilla.org/20050126_1/}; a name
 * or shown text of Windows; the rules of the VTIMEZONE itself. A name that means nothing leaves the time floating.
 */
final class Zones {

    private static final Map<String, String> KNOWN = ZoneRulesProvider.getAvailableZoneIds().stream()
            .collect(Collectors.toUnmodifiableMap(id -> id.toLowerCase(Locale.ROOT), id -> id, (one, other) -> one));

    private final Map<String, Optional<Zone>> found = new HashMap<>();
    private final Map<String, Component> own = new HashMap<>();
    private final String text;

    /** @param calendars the VCALENDAR components of the text */
    Zones(String text, List<Component> calendars) {
        this.text = text;
        for (Component calendar : calendars) {
            for (Component zone : calendar.components("VTIMEZONE")) {
                own.putIfAbsent(zone.text("TZID").strip(), zone);
            }
        }
    }

    Optional<Zone> find(String tzid) {
        String name = tzid.strip();
        return name.isEmpty() ? Optional.empty() : found.computeIfAbsent(name, this::search);
    }

    /** The VTIMEZONE components a text brought, by TZID. */
    Map<String, Component> own() {
        return own;
    }

    private Optional<Zone> search(String name) {
        return named(name).or(() -> Optional.ofNullable(own.get(name)).flatMap(zone -> OwnZone.of(text, zone)));
    }

    /** What a name means by itself, whatever VTIMEZONE comes with it. */
    static Optional<Zone> named(String name) {
        return database(name).or(() -> WindowsZones.find(name).flatMap(Zones::database));
    }

    /** RFC 5545 §3.8.3.1 lets a TZID begin with a slash and a registry of names; what follows is often one of the database. */
    static Optional<Zone> database(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (int slash = -1; ; slash = lower.indexOf('/', slash + 1)) {
            String id = KNOWN.get(lower.substring(slash + 1));
            if (id != null) {
                return Optional.of(Zone.of(ZoneId.of(id)));
            }
            if (!name.startsWith("/") || lower.indexOf('/', slash + 1) < 0) {
                return fixed(name);
            }
        }
    }

    private static Optional<Zone> fixed(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "Z", "TZONE://MICROSOFT/UTC" -> Optional.of(Zone.UTC);
            case "EST" -> Optional.of(Zone.of(ZoneOffset.ofHours(-5)));
            case "MST" -> Optional.of(Zone.of(ZoneOffset.ofHours(-7)));
            case "HST" -> Optional.of(Zone.of(ZoneOffset.ofHours(-10)));
            default -> offset(name);
        };
    }

    private static Optional<Zone> offset(String name) {
        try {
            return name.matches("(?i)(UTC|GMT)?[+-]\\d{1,2}(:?\\d{2})?")
                    ? Optional.of(
                            Zone.of(ZoneId.of(name.toUpperCase(Locale.ROOT)).normalized()))
                    : Optional.empty();
        } catch (DateTimeException tooFar) {
            return Optional.empty();
        }
    }
}

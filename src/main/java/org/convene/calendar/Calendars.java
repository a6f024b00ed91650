package org.convene.calendar;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.convene.ops.Settings;

/** The calendars of configuration, by name: {@code convene.calendars."NAME".url} and what else is said of each. */
@Singleton
public class Calendars {
    static final String KEYS = "convene.calendars";

    private final Map<String, CalendarSettings> calendars = new LinkedHashMap<>();

    public Calendars(Settings settings) {
        settings.named(KEYS).forEach((name, keys) -> calendars.put(name, CalendarSettings.of(name, keys)));
    }

    public Collection<CalendarSettings> all() {
        return calendars.values();
    }

    public Optional<CalendarSettings> named(String name) {
        return Optional.ofNullable(calendars.get(name));
    }
}

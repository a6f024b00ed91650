package org.convene.calendar;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.convene.calendar.dav.CalendarCollection;
import org.convene.calendar.dav.CalendarCollections;
import org.convene.calendar.dav.Limits;
import org.convene.calendar.dav.Login;
import org.convene.calendar.ical.CalendarObject;
import org.convene.calendar.ical.CalendarProblem;
import org.convene.vendor.VendorFailure;

/** The calendars of configuration, opened once each. */
@Singleton
public class OpenCalendars {
    private final CalendarCollections dav = new CalendarCollections(Limits.USUAL);
    private final Map<String, CalendarCollection> open = new ConcurrentHashMap<>();

    CalendarCollection of(CalendarSettings calendar) throws VendorFailure {
        CalendarCollection known = open.get(calendar.name());
        if (known == null) {
            Optional<Login> login = calendar.username()
                    .map(username -> new Login(username, calendar.password().orElse("")));
            known = dav.open(URI.create(calendar.url()), login, OpenCalendars::parts);
            open.putIfAbsent(calendar.name(), known);
        }
        return known;
    }

    /** A published calendar, event by event. */
    private static Map<String, String> parts(String feed) throws CalendarProblem {
        Map<String, String> parts = new LinkedHashMap<>();
        CalendarObject.parseFeed(feed).forEach(object -> parts.put(object.uid(), object.text()));
        return parts;
    }
}

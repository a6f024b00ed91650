package org.convene.calendar.dav;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.convene.vendor.VendorFailure;

/**
 * Finds the calendar from what people copy out of their client: the calendar itself, the home of calendars, a principal,
 * or just the server (RFC 6764 section 6, RFC 5397, RFC 4791 section 6.2.1).
 */
final class Discovery {
    private static final byte[] QUESTION = DavBody.propfind(
            Xml.RESOURCE_TYPE,
            Xml.DISPLAY_NAME,
            Xml.PRINCIPAL,
            Xml.HOME,
            Xml.COMPONENTS,
            Xml.REPORTS,
            Xml.PRIVILEGES,
            Xml.SYNC_TOKEN,
            Xml.CTAG);
    private static final String WHAT = "finding the calendar";
    private static final int MOST_LISTED = 30;

    private final DavClient client;
    private final Origin origin;

    Discovery(DavClient client, Origin origin) {
        this.client = client;
        this.origin = origin;
    }

    /** A place on the server and what it says about itself. */
    private record Place(URI uri, String path, MultistatusEntry entry) {}

    /** @throws VendorFailure.Refused when there is no calendar for events, or more than one; the words list them */
    Located find(URI url) throws VendorFailure {
        Place start = start(url);
        if (start.entry().isCalendar()) {
            return checked(Located.of(start.path(), start.entry()));
        }
        List<Located> found = new ArrayList<>();
        if (start.entry().property(Xml.HOME).isPresent()) {
            found.addAll(inHomeOf(start));
        } else if (!start.path().equals("/") && start.entry().isCollection()) {
            found.addAll(calendarsIn(start.uri()));
        }
        if (found.isEmpty()) {
            Optional<Place> principal = principal(start);
            if (principal.isPresent()) {
                found.addAll(inHomeOf(principal.get()));
            }
        }
        return only(found.stream().distinct().filter(Located::events).toList());
    }

    private Place start(URI url) throws VendorFailure {
        boolean root = Href.of(url).equals("/");
        try {
            Place place = place(url);
            if (!root || place.entry().isCalendar() || principalPath(place).isPresent()) {
                return place;
            }
        } catch (VendorFailure.NotFound | VendorFailure.Refused | VendorFailure.Down noDavHere) {
            if (!root) {
                throw noDavHere;
            }
        }
        return place(origin.at("/.well-known/caldav"));
    }

    private Optional<Place> principal(Place from) throws VendorFailure {
        Optional<String> path = principalPath(from);
        return path.isPresent() ? Optional.of(place(from.uri().resolve(path.get()))) : Optional.empty();
    }

    private Optional<String> principalPath(Place from) throws VendorFailure {
        Optional<Property> principal = from.entry().property(Xml.PRINCIPAL);
        if (principal.filter(told -> told.has(Xml.UNAUTHENTICATED)).isPresent()) {
            throw new VendorFailure.Unauthorized(
                    WHAT + " at " + origin.host() + ": the server knows nobody without user name and password");
        }
        if (principal.isEmpty() || principal.get().hrefs().isEmpty()) {
            return Optional.empty();
        }
        return here(principal.get().hrefs().get(0), from);
    }

    private List<Located> inHomeOf(Place principal) throws VendorFailure {
        List<Located> found = new ArrayList<>();
        Optional<Property> home = principal.entry().property(Xml.HOME);
        for (String href : home.map(Property::hrefs).orElse(List.of())) {
            Optional<String> path = here(href, principal);
            if (path.isPresent()) {
                found.addAll(calendarsIn(principal.uri().resolve(path.get())));
            }
        }
        return found;
    }

    /** Large providers keep a person's calendars on a server of their own, whose address has to be set. */
    private Optional<String> here(String href, Place from) throws VendorFailure {
        try {
            URI told = from.uri().resolve(href.strip());
            if (told.getHost() != null
                    && !told.getHost().equalsIgnoreCase(from.uri().getHost())) {
                throw new VendorFailure.Refused(
                        WHAT + " at " + origin.host() + ": the calendars are on another server, " + Origin.of(told)
                                + ", which does not get the password; if that is right, set an address there");
            }
        } catch (IllegalArgumentException notQuiteAnAddress) {
            // taken as a path, whose normal form is an address
        }
        return Href.normal(href, from.path());
    }

    private Place place(URI uri) throws VendorFailure {
        List<Place> places = list(uri, 0);
        if (places.isEmpty()) {
            throw new VendorFailure.NotFound(WHAT + " at " + origin.host() + ": there is nothing at this address");
        }
        return places.get(0);
    }

    private List<Located> calendarsIn(URI home) throws VendorFailure {
        return list(home, 1).stream()
                .filter(place -> place.entry().isCalendar())
                .map(place -> Located.of(place.path(), place.entry()))
                .toList();
    }

    private List<Place> list(URI uri, int depth) throws VendorFailure {
        List<Place> places = new ArrayList<>();
        try (Answer answer = client.ask(Ask.propfind(WHAT, uri, depth, QUESTION))) {
            URI at = answer.uri();
            answer.multistatus(entry -> {
                if (!entry.isGone()) {
                    Href.normal(entry.href(), Href.of(at))
                            .ifPresent(path -> places.add(new Place(at.resolve(path), path, entry)));
                }
            });
        }
        return places;
    }

    private Located checked(Located calendar) throws VendorFailure {
        if (!calendar.events()) {
            throw new VendorFailure.Refused(WHAT + " at " + origin.host() + ": this calendar holds no events (VEVENT)");
        }
        return calendar;
    }

    private Located only(List<Located> found) throws VendorFailure {
        if (found.isEmpty()) {
            throw new VendorFailure.Refused(WHAT + " at " + origin.host() + ": there is no calendar at this address");
        }
        if (found.size() > 1) {
            String list = found.stream()
                    .limit(MOST_LISTED)
                    .map(calendar -> origin.at(calendar.path()) + " (" + oneLine(calendar.name()) + ")")
                    .collect(Collectors.joining(", "));
            throw new VendorFailure.Refused(WHAT + " at " + origin.host() + ": there are " + found.size()
                    + " calendars, set the address of one: " + list);
        }
        return found.get(0);
    }

    private static String oneLine(String name) {
        String line = name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }
}

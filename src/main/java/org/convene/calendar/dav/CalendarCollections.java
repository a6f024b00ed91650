package org.convene.calendar.dav;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Locale;
import java.util.Optional;
import org.convene.vendor.VendorFailure;

/** Opens calendars by their addresses. One is enough for all of them. */
public final class CalendarCollections {
    private final HttpClient http;
    private final Limits limits;

    public CalendarCollections(Limits limits) {
        this.limits = limits;
        this.http = HttpClient.newBuilder()
                .version(
                        HttpClient.Version.HTTP_1_1) // no upgrade to HTTP/2 is offered, which some servers stumble over
                .connectTimeout(limits.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * @param url a published calendar when its path ends in {@code .ics} or its scheme is {@code webcal}; else a CalDAV
     *     calendar, home of calendars, principal or server, in which exactly one calendar for events is expected
     * @param login empty where none is asked for
     * @param parts takes a published calendar apart
     * @return asks nothing yet, so a server that is down now is no failure; to be kept, since it remembers what it found
     * @throws VendorFailure.Refused when the address is none
     */
    public CalendarCollection open(URI url, Optional<Login> login, FeedParts parts) throws VendorFailure {
        URI web = isWebcal(url) ? URI.create("https" + url.toString().substring("webcal".length())) : url;
        Origin origin = Origin.of(web);
        if (web.getRawUserInfo() != null) {
            throw new VendorFailure.Refused("the calendar's address holds a user name; it has keys of its own");
        }
        DavClient client = new DavClient(http, origin, login, limits);
        return isFeed(url) ? new FeedCollection(web, client, parts) : new CalDavCollection(web, client);
    }

    /** Whether the address is that of a published calendar, by its scheme or its path. */
    public static boolean isFeed(URI url) {
        return isWebcal(url)
                || url.getPath() != null
                        && url.getPath().toLowerCase(Locale.ROOT).endsWith(".ics");
    }

    private static boolean isWebcal(URI url) {
        return "webcal".equalsIgnoreCase(url.getScheme());
    }
}

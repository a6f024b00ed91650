package org.convene.calendar.dav;

import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.convene.vendor.VendorFailure;

/** A calendar on a CalDAV server (RFC 4791). It is looked for when first needed, and again when it was moved. */
final class CalDavCollection implements CalendarCollection {
    private final URI url;
    private final DavClient client;
    private final Discovery discovery;
    private final Polls polls;
    private final Texts texts;
    private final Writes writes;
    private volatile Located calendar;

    CalDavCollection(URI url, DavClient client) throws VendorFailure {
        Origin origin = Origin.of(url);
        this.url = url;
        this.client = client;
        this.discovery = new Discovery(client, origin);
        this.polls = new Polls(client, origin);
        this.texts = new Texts(client, origin);
        this.writes = new Writes(client, origin);
    }

    @Override
    public Changes changes(Optional<String> state) throws VendorFailure {
        try {
            return polls.changes(calendar(), state);
        } catch (VendorFailure.NotFound moved) {
            calendar = null;
            throw moved;
        }
    }

    @Override
    public Map<String, Resource> fetch(Collection<String> hrefs) throws VendorFailure {
        return hrefs.isEmpty() ? Map.of() : texts.fetch(calendar(), hrefs);
    }

    @Override
    public boolean writable() {
        Located known = calendar;
        return known == null || known.writable();
    }

    @Override
    public Written write(String href, String text, String etag) throws VendorFailure {
        return writes.write(href, text, etag);
    }

    /** How many requests were made so far. */
    long requests() {
        return client.requests();
    }

    private Located calendar() throws VendorFailure {
        Located known = calendar;
        if (known == null) {
            known = discovery.find(url);
            calendar = known;
        }
        return known;
    }
}

package org.convene.calendar.dav;

import java.lang.ref.SoftReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.convene.ops.Sha256;
import org.convene.vendor.VendorFailure;

/**
 * A published calendar: one iCalendar file that is read as a whole, by conditional GET (RFC 9110 section 13), and never
 * written. Its resources are its UIDs; the href is the UID itself. The entity tag of each is the SHA-256 of its text.
 */
final class FeedCollection implements CalendarCollection {
    private static final String WHAT = "reading the feed";

    /** Some servers stamp every event with the time of the download, which is no change of the event. */
    private static final Pattern STAMP = Pattern.compile("(?m)^DTSTAMP[;:].*\\R?");

    private final URI url;
    private final DavClient client;
    private final FeedParts parts;
    /** What was read last, for as long as there is memory for it. */
    private volatile SoftReference<Map<String, Resource>> last = new SoftReference<>(Map.of());

    FeedCollection(URI url, DavClient client, FeedParts parts) {
        this.url = url;
        this.client = client;
        this.parts = parts;
    }

    @Override
    public Changes changes(Optional<String> state) throws VendorFailure {
        FeedState known = state.map(FeedState::read).orElse(FeedState.NONE);
        try (Answer answer = client.ask(Ask.get(WHAT, url, known.conditions()))) {
            if (answer.status() == 304 && state.isPresent()) {
                return Changes.none(state.get());
            }
            String text = text(answer);
            String hash = hash(text);
            FeedState next = FeedState.of(answer, hash);
            if (known.hash().equals(hash)) {
                return Changes.none(next.text());
            }
            Map<String, Resource> resources = resources(text);
            last = new SoftReference<>(resources);
            Map<String, String> present = new HashMap<>();
            resources.forEach((uid, resource) -> present.put(uid, resource.etag()));
            return Changes.everything(present, next.text(), false);
        }
    }

    /** From what was read last, or else from the feed as it is now. */
    @Override
    public Map<String, Resource> fetch(Collection<String> hrefs) throws VendorFailure {
        Map<String, Resource> known = last.get();
        if (known == null || !known.keySet().containsAll(hrefs)) {
            try (Answer answer = client.ask(Ask.get(WHAT, url, FeedState.NONE.conditions()))) {
                known = resources(text(answer));
                last = new SoftReference<>(known);
            }
        }
        Map<String, Resource> found = new LinkedHashMap<>();
        for (String href : hrefs) {
            if (known.containsKey(href)) {
                found.put(href, known.get(href));
            }
        }
        return found;
    }

    @Override
    public boolean writable() {
        return false;
    }

    @Override
    public Written write(String href, String text, String etag) throws VendorFailure {
        throw new VendorFailure.Refused("a published calendar cannot be written");
    }

    /** How many requests were made so far. */
    long requests() {
        return client.requests();
    }

    /** Half a feed has no end, and a page of a proxy no beginning: neither says that events are gone. */
    private static String text(Answer answer) throws VendorFailure {
        if (answer.status() != 200) {
            throw Statuses.unexpected(answer, "a calendar (200)");
        }
        String text = Texts.text(answer);
        if (!text.stripLeading().regionMatches(true, 0, "BEGIN:VCALENDAR", 0, 15)) {
            throw Statuses.unexpected(answer, "a calendar");
        }
        String end = text.stripTrailing();
        if (!end.regionMatches(true, end.length() - 13, "END:VCALENDAR", 0, 13)) {
            throw new VendorFailure.Down(answer.words() + ": the calendar has no end, so a part of it is missing");
        }
        return text;
    }

    private Map<String, Resource> resources(String feed) throws VendorFailure {
        Map<String, String> texts;
        try {
            texts = parts.split(feed);
        } catch (Exception wrong) {
            throw new VendorFailure.Refused(WHAT + " at " + url.getHost() + ": " + wrong.getMessage());
        }
        Map<String, Resource> resources = new LinkedHashMap<>();
        texts.forEach((uid, text) -> resources.put(uid, new Resource(uid, '"' + hash(text) + '"', text)));
        return resources;
    }

    private static String hash(String text) {
        return Sha256.of(STAMP.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8));
    }
}

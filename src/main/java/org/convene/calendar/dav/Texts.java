package org.convene.calendar.dav;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convene.calendar.ical.CalendarText;
import org.convene.ops.Portions;
import org.convene.vendor.VendorFailure;

/** Reads the texts of resources: many at once (calendar-multiget, RFC 4791 section 7.9), or one by one where that fails. */
final class Texts {
    private static final String WHAT = "reading events";
    private static final Set<Integer> NEVER = Set.of(405, 415, 501);
    private static final Set<Integer> ONE_BY_ONE = Set.of(400, 403, 405, 409, 412, 413, 415, 422, 500, 501, 507);
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([A-Za-z0-9._:-]+)");

    private final DavClient client;
    private final Origin origin;
    private volatile boolean multigetRefused;

    Texts(DavClient client, Origin origin) {
        this.client = client;
        this.origin = origin;
    }

    Map<String, Resource> fetch(Located calendar, Collection<String> hrefs) throws VendorFailure {
        Map<String, Resource> found = new HashMap<>();
        for (List<String> some :
                Portions.of(new LinkedHashSet<>(hrefs), client.limits().batch())) {
            Set<String> left = new LinkedHashSet<>(some);
            if (!multigetRefused && some.size() > 1) {
                multiget(calendar, some, left, found);
            }
            // also what the answer does not mention at all: only the server's word makes a resource missing
            for (String href : left) {
                get(href).ifPresent(resource -> found.put(href, resource));
            }
        }
        return found;
    }

    private void multiget(Located calendar, List<String> some, Set<String> left, Map<String, Resource> found)
            throws VendorFailure {
        byte[] body = DavBody.multiget(some);
        Map<String, Resource> read = new HashMap<>();
        Set<String> missing = new HashSet<>();
        try (Answer answer = client.ask(Ask.report(WHAT, origin.at(calendar.path()), 1, body))) {
            if (ONE_BY_ONE.contains(answer.status())) {
                multigetRefused |= NEVER.contains(answer.status());
                return;
            }
            if (answer.status() != 207) {
                throw Statuses.unexpected(answer, "events (207)");
            }
            answer.multistatus(entry -> {
                String href = Href.normal(entry.href(), calendar.path()).orElse("");
                Optional<String> text = entry.text(Xml.CALENDAR_DATA);
                if (left.contains(href) && text.isPresent()) {
                    String lines = entry.found().get(Xml.CALENDAR_DATA).text();
                    read.put(href, new Resource(href, entry.etag(), withLineEnds(lines)));
                } else if (left.contains(href) && entry.isGone()) {
                    missing.add(href);
                }
            });
        } catch (VendorFailure.Down spoilt) {
            // a character that XML cannot hold, in one event, spoils the listing of all: one by one they can be read
            return;
        }
        found.putAll(read);
        left.removeAll(read.keySet());
        left.removeAll(missing);
    }

    /** XML turns line ends into single feeds, while iCalendar's are CR LF (RFC 5545 section 3.1). */
    private static String withLineEnds(String text) {
        return text.strip().replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n";
    }

    private Optional<Resource> get(String href) throws VendorFailure {
        try (Answer answer = client.ask(Ask.get(WHAT, origin.at(href), Map.of("Accept", "text/calendar")))) {
            if (answer.status() == 404 || answer.status() == 410) {
                return Optional.empty();
            }
            String text = answer.status() == 200 ? text(answer) : "";
            if (!text.stripLeading().startsWith("BEGIN:VCALENDAR")) {
                throw Statuses.unexpected(answer, "an event");
            }
            String etag = answer.header("ETag").flatMap(EntityTag::normal).orElseGet(EntityTag::unknown);
            return Optional.of(new Resource(href, etag, text));
        }
    }

    /** The body as text: UTF-8 unless it says something else that we know; without a byte order mark. */
    static String text(Answer answer) throws VendorFailure {
        Matcher told = CHARSET.matcher(answer.header("Content-Type").orElse(""));
        Charset charset = StandardCharsets.UTF_8;
        if (told.find()) {
            try {
                charset = Charset.forName(told.group(1));
            } catch (IllegalArgumentException unknown) {
                charset = StandardCharsets.UTF_8;
            }
        }
        byte[] bytes = answer.bytes();
        String text = charset.equals(StandardCharsets.UTF_8) ? CalendarText.of(bytes) : new String(bytes, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}

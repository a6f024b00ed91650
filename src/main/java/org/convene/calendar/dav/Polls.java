package org.convene.calendar.dav;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convene.vendor.VendorFailure;

/**
 * Asks a calendar for changes: by sync-collection (RFC 6578) where the server has it, else by comparing entity tags of
 * all resources, which is skipped when the calendar's own tag is the same. The state says which way it was got:
 * {@code sync <token>}, {@code etags <ctag>} or {@code etags}.
 */
final class Polls {
    private static final String WHAT = "reading changes";
    private static final String SYNC = "sync ";
    private static final String ETAGS = "etags";
    private static final byte[] LIST = DavBody.propfind(Xml.ETAG, Xml.RESOURCE_TYPE);
    private static final byte[] CTAG = DavBody.propfind(Xml.CTAG, Xml.SYNC_TOKEN);

    /** These say nothing about a token: the server wants a login, or is in trouble as a whole. */
    private static final Set<Integer> ABOUT_THE_SERVER = Set.of(401, 407, 408, 423, 425, 429, 502, 503, 504);

    private static final Set<Integer> NOT_THERE = Set.of(404, 410);
    private static final int MOST_PAGES = 10_000;

    private final DavClient client;
    private final Origin origin;
    private volatile boolean syncRefused;

    Polls(DavClient client, Origin origin) {
        this.client = client;
        this.origin = origin;
    }

    Changes changes(Located calendar, Optional<String> state) throws VendorFailure {
        Optional<String> token = state.filter(told -> told.startsWith(SYNC)).map(told -> told.substring(SYNC.length()));
        if (calendar.maySync() && !syncRefused) {
            if (token.isPresent()) {
                Optional<Listing> page = page(calendar, token.get());
                if (page.isPresent()) {
                    return since(page.get());
                }
            }
            Optional<Changes> all = all(calendar, token.isPresent());
            if (all.isPresent()) {
                return all.get();
            }
            syncRefused = true;
        }
        return compared(calendar, state, token.isPresent());
    }

    private static Changes since(Listing page) {
        Optional<String> next = page.token().map(SYNC::concat);
        return new Changes(false, page.present(), page.gone(), next, page.truncated(), false);
    }

    /** All pages of it, since only all of them together are whole. */
    private Optional<Changes> all(Located calendar, boolean expired) throws VendorFailure {
        Map<String, String> present = new HashMap<>();
        String token = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Optional<Listing> answered = page(calendar, token);
            if (answered.isEmpty()) {
                return Optional.empty();
            }
            Listing page = answered.get();
            present.keySet().removeAll(page.gone());
            present.putAll(page.present());
            String next = page.token().orElseThrow();
            if (!page.truncated()) {
                return Optional.of(Changes.everything(present, SYNC + next, expired));
            }
            if (next.equals(token)) {
                break;
            }
            token = next;
        }
        throw new VendorFailure.Down(WHAT + " at " + origin.host() + ": the listing does not come to its end");
    }

    /** Empty when the server does not do this, or no longer from this token; which of them, only asking again can tell. */
    private Optional<Listing> page(Located calendar, String token) throws VendorFailure {
        byte[] body = DavBody.syncCollection(token);
        try (Answer answer = client.ask(Ask.report(WHAT, origin.at(calendar.path()), 0, body))) {
            if (answer.status() >= 400 && maySayNo(answer.status(), calendar, token)) {
                return Optional.empty();
            }
            Listing listing = Listing.of(answer, calendar);
            if (listing.token().isEmpty()) {
                throw listing.noEvidence(answer);
            }
            if (listing.truncated() && listing.token().get().equals(token)) {
                throw new VendorFailure.Down(answer.words() + ": the listing does not come to its end");
            }
            return Optional.of(listing);
        }
    }

    private static boolean maySayNo(int status, Located calendar, String token) {
        if (ABOUT_THE_SERVER.contains(status)) {
            return false;
        }
        // servers say 400, 403, 409, 410, 412, 418, 500 or 507 of a token they do not know any more
        return !token.isEmpty() || !NOT_THERE.contains(status) && !(status == 500 && calendar.saysSync());
    }

    private Changes compared(Located calendar, Optional<String> state, boolean expired) throws VendorFailure {
        Optional<String> ctag = Optional.empty();
        if (calendar.ctag().isPresent()) {
            // asked before the listing: what changes in between is then found the next time
            ctag = ctag(calendar);
            String same = next(ctag);
            if (ctag.isPresent() && state.equals(Optional.of(same))) {
                return Changes.none(same);
            }
        }
        try (Answer answer = client.ask(Ask.propfind(WHAT, origin.at(calendar.path()), 1, LIST))) {
            Listing listing = Listing.of(answer, calendar);
            if (listing.itself().isEmpty()) {
                throw listing.noEvidence(answer);
            }
            if (listing.truncated()) {
                throw new VendorFailure.Refused(answer.words() + ": the server lists a part of the calendar only");
            }
            return Changes.everything(listing.present(), next(ctag), expired);
        }
    }

    private static String next(Optional<String> ctag) {
        return ctag.map(tag -> ETAGS + ' ' + tag).orElse(ETAGS);
    }

    private Optional<String> ctag(Located calendar) throws VendorFailure {
        try (Answer answer = client.ask(Ask.propfind(WHAT, origin.at(calendar.path()), 0, CTAG))) {
            return Listing.of(answer, calendar).itself().flatMap(Located::ctag);
        }
    }
}

package org.convene.calendar.dav;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.convene.vendor.VendorFailure;

/** Collects what a multistatus says about a calendar and its resources. */
final class Listing {
    private final Located calendar;
    private final Map<String, String> present = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private Optional<MultistatusEntry> itself = Optional.empty();
    private Optional<String> token = Optional.empty();
    private boolean truncated;
    private int strangers;

    private Listing(Located calendar) {
        this.calendar = calendar;
    }

    static Listing of(Answer answer, Located calendar) throws VendorFailure {
        Listing listing = new Listing(calendar);
        listing.token = answer.multistatus(listing::add);
        if (listing.itself.filter(MultistatusEntry::isGone).isPresent()) {
            throw new VendorFailure.NotFound(answer.words() + ": there is no such calendar");
        }
        if (listing.strangers > 0 && listing.present.isEmpty() && listing.gone.isEmpty()) {
            throw listing.noEvidence(answer);
        }
        return listing;
    }

    private void add(MultistatusEntry entry) {
        String href = Href.normal(entry.href(), calendar.path()).orElse("");
        if (calendar.isAt(href)) {
            if (entry.status() == 507) {
                truncated = true; // RFC 6578 section 3.6
            } else {
                itself = Optional.of(entry);
            }
        } else if (!calendar.holds(href)) {
            strangers += href.startsWith(calendar.path()) ? 0 : 1; // what is deeper, or a collection, is no event
        } else if (entry.isGone()) {
            gone.add(href);
            present.remove(href);
        } else if ((entry.status() == 0 || entry.status() / 100 == 2) && !entry.isCollection()) {
            gone.remove(href);
            present.put(href, entry.etag());
        }
    }

    VendorFailure noEvidence(Answer answer) {
        return new VendorFailure.Down(answer.words() + " was answered by a listing of something else");
    }

    Map<String, String> present() {
        return present;
    }

    Set<String> gone() {
        return gone;
    }

    Optional<MultistatusEntry> itself() {
        return itself;
    }

    Optional<String> token() {
        return token;
    }

    boolean truncated() {
        return truncated;
    }
}

package org.convene.page;

import io.quarkus.qute.TemplateData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.convene.booking.Booking;
import org.convene.quarantine.Quarantine;
import org.convene.quarantine.QuarantineEntry;

/**
 * What {@code quarantine.html} shows.
 *
 * @param many     whether everything may be done again at once
 * @param filtered whether the list shows only some
 * @param done     what the button just did, or {@code null}
 */
@TemplateData
public record QuarantinePage(
        boolean many, boolean filtered, String done, List<Entry> entries, String emptyText, String next) {

    @TemplateData
    public record Entry(
            String title,
            String href,
            String kind,
            String entity,
            String vendor,
            String failure,
            String since,
            String reason,
            String advice,
            String replayAction,
            String discardAction) {}

    /**
     * @param filter what the list was asked for
     * @param known  the bookings that wait, by id
     */
    static QuarantinePage of(
            Quarantine.Page page,
            Map<String, String> filter,
            Map<String, Booking> known,
            String done,
            PageTimes times) {
        Map<String, String> following = new LinkedHashMap<>(filter);
        if (page.next() != null) {
            following.put("after", page.next());
        }
        return new QuarantinePage(
                filter.isEmpty() && page.entries().size() > 1,
                !filter.isEmpty(),
                done,
                page.entries().stream()
                        .map(entry -> entry(entry, known.get(entry.lesson()), times))
                        .toList(),
                filter.isEmpty() ? "Nothing waits for a person." : "Nothing of this waits for a person.",
                page.next() == null ? null : Addresses.query("/quarantine", following));
    }

    private static String titled(QuarantineEntry entry, Booking lesson) {
        String title = lesson.desired().path("title").asText();
        return entry.kind().equals(Booking.LESSON) ? title : entry.kind() + " of " + title;
    }

    /** Where more can be seen of it. */
    private static String place(QuarantineEntry entry) {
        if (entry.kind().equals(Booking.VOICEMAIL)) {
            return "/phone";
        }
        if (entry.kind().equals(Booking.ACCOUNT)) {
            return "/people/" + Addresses.escaped(entry.entity());
        }
        return Booking.isOfMeetings(entry.kind()) ? "/meetings" : Addresses.lesson(entry.lesson());
    }

    private static Entry entry(QuarantineEntry entry, Booking booking, PageTimes times) {
        String address = "/quarantine/" + Addresses.escaped(entry.id());
        String tries = entry.attempts() > 1 ? ", tried " + entry.attempts() + " times" : "";
        return new Entry(
                booking == null ? entry.kind() + " " + entry.entity() : titled(entry, booking),
                place(entry),
                entry.kind(),
                entry.entity(),
                entry.vendor(),
                entry.failure(),
                times.moment(entry.since()) + tries,
                entry.reason(),
                entry.advice(),
                address + "/replay",
                address + "/discard");
    }
}

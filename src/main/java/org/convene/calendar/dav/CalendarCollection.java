package org.convene.calendar.dav;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.convene.vendor.VendorFailure;

/**
 * A calendar somewhere else, as a set of calendar object resources (RFC 4791 section 4.1): each has an address ({@code
 * href}, in the one normal form of {@link Href}), an entity tag that changes with its text, and an iCalendar text that
 * holds everything of one UID. Failures speak the vocabulary of {@link VendorFailure}: {@code not-found} when there is no
 * such calendar (any more), {@code unauthorized} for a wrong password, {@code refused} for what a person must put right,
 * {@code busy} and {@code down} for what is tried again. An answer that is no listing of this very calendar (a login page,
 * half an answer, the listing of something else) is {@code down}, and never an empty calendar.
 */
public interface CalendarCollection {
    /**
     * What is there, or what changed. A poll without change is one request, once the calendar has been found.
     *
     * @param state what {@link Changes#next()} said when its work was done; empty for the first time
     */
    Changes changes(Optional<String> state) throws VendorFailure;

    /**
     * The texts of some resources. Those that are not there any more are left out; any other failure of a single one fails
     * the whole, so that nothing is taken for read which was not.
     */
    Map<String, Resource> fetch(Collection<String> hrefs) throws VendorFailure;

    /** Whether {@link #write} can succeed, as far as is known: a CalDAV server says so when it is first asked. */
    boolean writable();

    /**
     * Replaces the text of a resource unless somebody else changed it since (If-Match, RFC 9110 section 13.1.1).
     *
     * <p>Mails: a server with scheduling (RFC 6638) sends messages to attendees when an organizer's event changes
     * <em>significantly</em> (section 3.2.1: times, recurrence, place of the meeting in attendees' calendars), and decides
     * for each attendee by the SCHEDULE-AGENT parameter on ATTENDEE, which belongs to the organizer's own client. So
     * a writer here must keep DTSTART, DTEND, DURATION, RRULE, RDATE, EXDATE, STATUS, SEQUENCE and every ATTENDEE and
     * ORGANIZER line as they are, and never add SCHEDULE-AGENT: a changed CONFERENCE, URL or DESCRIPTION alone is no
     * reason to mail anybody. It should also write once, not once for each occurrence. If-Schedule-Tag-Match is
     * not used: it would let our text overwrite attendees' answers that came in meanwhile.
     *
     * @param etag the entity tag of the text that was changed into this one
     */
    Written write(String href, String text, String etag) throws VendorFailure;
}

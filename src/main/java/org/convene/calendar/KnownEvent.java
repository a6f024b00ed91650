package org.convene.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What we know of one calendar object resource (RFC 4791 §4.1).
 *
 * @param no       our own number for it
 * @param href     its address in the calendar
 * @param uid      its UID; of a long one, a hash
 * @param meets    whether it should be a video meeting
 * @param expandAt when its next occurrences are to be reckoned; empty when there are none
 * @param mark     where its join link stands
 * @param text     the object as it came, or as we wrote it
 * @param meetings its meetings: recurrence id (empty for one that does not recur) and the end of each
 */
public record KnownEvent(
        long no,
        String calendar,
        String href,
        String etag,
        String uid,
        String title,
        boolean meets,
        Optional<Instant> expandAt,
        Mark mark,
        Optional<String> problem,
        String text,
        SortedMap<String, Instant> meetings) {

    /** The join link inside the event. */
    public enum Mark {
        /** Not there, and not wanted. */
        NONE,
        /** To be written, or to be taken out. */
        DUE,
        WRITTEN,
        /** The calendar does not let us. */
        REFUSED
    }

    /** The booking of the meeting with this recurrence id. */
    public String booking(String recurrence) {
        return MeetingIds.booking(uid, recurrence);
    }

    KnownEvent written(String newEtag, String newText, Mark newMark, Optional<String> newProblem) {
        return new KnownEvent(
                no, calendar, href, newEtag, uid, title, meets, expandAt, newMark, newProblem, newText, meetings);
    }

    /** A copy that takes over another's meetings; what becomes of them is reckoned at {@code now}. */
    KnownEvent inheriting(SortedMap<String, Instant> inherited, Instant now) {
        return new KnownEvent(
                no, calendar, href, etag, uid, title, meets, Optional.of(now), mark, problem, text, inherited);
    }

    /** Whether the row of {@code before}, or {@code null}, knows every meeting of this one. */
    boolean knownTo(KnownEvent before) {
        return meetings.isEmpty()
                || before != null
                        && before.uid.equals(uid)
                        && before.meetings.keySet().containsAll(meetings.keySet());
    }

    /** The bookings of all its meetings. */
    public List<String> bookings() {
        return meetings.keySet().stream().map(this::booking).toList();
    }

    /**
     * The row while its meetings are being stored: it knows those of before as well, and whoever finds it so reads it again.
     *
     * @param before the row until now
     */
    KnownEvent unfinished(Optional<KnownEvent> before, Instant now) {
        SortedMap<String, Instant> all = new TreeMap<>(meetings);
        before.filter(known -> known.uid.equals(uid)).ifPresent(known -> known.meetings.forEach(all::putIfAbsent));
        return new KnownEvent(
                no,
                calendar,
                href,
                before.map(KnownEvent::etag).orElse(""),
                uid,
                title,
                meets,
                Optional.of(now),
                mark,
                problem,
                text,
                all);
    }
}

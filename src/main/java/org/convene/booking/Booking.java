package org.convene.booking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A row of the ledger: the desired meeting, and what its vendor is known to have of it.
 *
 * @param no        our own number for it, see {@link BookingNumbers}
 * @param kind      what sort of source document it is, such as {@link #LESSON} or {@link #ARCHIVE}
 * @param id        the source's own id
 * @param vendor    the vendor whose routes bring it about, such as {@code teleboss}
 * @param version   grows with every change of what is wanted
 * @param state     {@code pending}, {@code ready}, {@code cancelled} or {@code failed}
 * @param desired   the canonical document
 * @param seen      what the vendor is known to have, see {@link Seen}
 * @param lease     who works on it now; {@code null} when nobody does
 * @param attempts  how often reconciling failed since it last went well
 * @param problem   the last error in plain words, or {@code null}
 */
public record Booking(
        long no,
        String kind,
        String id,
        String vendor,
        long version,
        String state,
        boolean cancelled,
        Instant startsAt,
        Instant endsAt,
        ObjectNode desired,
        Seen seen,
        String lease,
        int attempts,
        String problem,
        Instant updatedAt) {

    /** A lesson, and its room. */
    public static final String LESSON = "lesson";
    /** What a lesson left behind: attendance and recordings. Has the lesson's id. */
    public static final String ARCHIVE = "archive";
    /** Something to be told to the LMS. */
    public static final String DELIVERY = "delivery";

    /** A meeting of a calendar, and its conference. */
    public static final String MEETING = "meeting";
    /** When a meeting's conference starts and stops. Has the meeting's id. */
    public static final String RUN = "run";
    /** Which terminals are called into a meeting's conference. Has the meeting's id. */
    public static final String VISIT = "visit";
    /** The room of a lesson long past, to be deleted at the vendor. Has the lesson's id. */
    public static final String RETENTION = "retention";

    /** A telephone bridge of a lesson or a meeting. */
    public static final String BRIDGE = "bridge";
    /** A message that somebody left at the phone system. */
    public static final String VOICEMAIL = "voicemail";
    /** A person's account at a vendor. Has the person's id. */
    public static final String ACCOUNT = "account";
    /** A terminal's address book. Has the terminal's name. */
    public static final String CONTACTS = "contacts";

    public static final String PENDING = "pending";
    public static final String READY = "ready";
    public static final String CANCELLED = "cancelled";
    public static final String FAILED = "failed";

    /** The id of the lesson that it is about, whatever its kind. */
    public String lesson() {
        return kind.equals(DELIVERY)
                ? desired.path("data")
                        .path("lesson")
                        .path("id")
                        .asText(desired.path("data").path("lesson").asText())
                : id;
    }

    /** Whether it is about a meeting of a calendar, and not about a lesson. */
    public static boolean isOfMeetings(String kind) {
        return kind.equals(MEETING) || kind.equals(RUN) || kind.equals(VISIT);
    }

    /** The same row, taken by {@code lease}. */
    Booking leasedBy(String taker) {
        return new Booking(
                no, kind, id, vendor, version, state, cancelled, startsAt, endsAt, desired, seen, taker, attempts,
                problem, updatedAt);
    }

    /** The same row, with a copy of what was seen: whoever works on it changes that. */
    Booking withOwnSeen() {
        return new Booking(
                no,
                kind,
                id,
                vendor,
                version,
                state,
                cancelled,
                startsAt,
                endsAt,
                desired,
                new Seen(seen.json().deepCopy()),
                lease,
                attempts,
                problem,
                updatedAt);
    }

    /** The same row, with its failures forgotten. */
    public Booking afresh() {
        return new Booking(
                no, kind, id, vendor, version, state, cancelled, startsAt, endsAt, desired, seen, lease, 0, problem,
                updatedAt);
    }

    /** What is wanted changed at {@code now}: a new version, nobody's work yet. */
    Booking changed(String newState, boolean nowCancelled, Instant now) {
        return new Booking(
                no,
                kind,
                id,
                vendor,
                version + 1,
                newState,
                nowCancelled,
                startsAt,
                endsAt,
                desired,
                seen,
                null,
                0,
                null,
                now);
    }

    /** The row after an attempt. */
    Booking concluded(String newState, int newAttempts, String newProblem, Instant now) {
        return new Booking(
                no,
                kind,
                id,
                vendor,
                version,
                newState,
                cancelled,
                startsAt,
                endsAt,
                desired,
                seen,
                null,
                newAttempts,
                newProblem,
                now);
    }
}

package org.convene.calendar;

import java.nio.charset.StandardCharsets;
import org.convene.ops.Sha256;

/** How meetings are called in the ledger: the event's UID, and the recurrence id of the occurrence. */
public final class MeetingIds {
    private static final int LONGEST = 150;
    /** What an id in an address had better not have, and what parts it from the recurrence id. */
    private static final String OTHER = "/%:?#";

    private static final char OCCURRENCE = ':';

    private MeetingIds() {}

    /** The UID where it is fit to be an id, else a hash of it: UIDs are any text of any length. */
    public static String key(String uid) {
        boolean plain =
                uid.length() <= LONGEST && uid.chars().allMatch(c -> c > ' ' && c < 127 && OTHER.indexOf(c) < 0);
        return plain && !uid.isEmpty() ? uid : "uid-" + Sha256.of(uid.getBytes(StandardCharsets.UTF_8));
    }

    public static String booking(String key, String recurrence) {
        return recurrence.isEmpty() ? key : key + OCCURRENCE + recurrence;
    }
}

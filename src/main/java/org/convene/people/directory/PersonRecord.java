package org.convene.people.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a source says of a person, as it said it last.
 *
 * @param no         ours
 * @param person     the person's id, or {@code null} while it fits several
 * @param candidates whom it fits, while that is so
 * @param present    whether the source still has it
 * @param digest     SHA-256 of the document
 */
public record PersonRecord(
        long no,
        RecordKey key,
        String person,
        List<String> candidates,
        boolean present,
        String digest,
        ObjectNode document) {
    /** The state that a change starts from, where there is no record. */
    public static final String NONE = "";

    /** The state that a change starts from: the same again only when nothing happened to the record meanwhile. */
    public static String base(boolean present, String digest) {
        return present ? digest : "left:" + digest;
    }

    public String base() {
        return base(present, digest);
    }

    /** Whether the source has the account, and means it to be used. */
    public boolean isActive() {
        return present && isActive(document);
    }

    public static boolean isActive(ObjectNode document) {
        return document.path("active").asBoolean(true);
    }
}

package org.convene.people.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * A change of one record, as it is planned and as it is done.
 *
 * @param what       what it means for the person
 * @param person     whose record it is then; {@code null} when that is not clear
 * @param candidates whom it fits, when that is not clear
 * @param base       the state it starts from, see {@link PersonRecord#base()}
 * @param before     what the source said before, or {@code null}
 * @param after      what it says now, or {@code null} when it does not have it any more
 * @param why        in plain words
 */
public record RecordChange(
        What what,
        RecordKey key,
        String person,
        List<String> candidates,
        String base,
        ObjectNode before,
        ObjectNode after,
        String why) {

    public enum What {
        /** Somebody new. */
        JOIN,
        /** Another source's word about somebody known, or the same source under a new key. */
        LINK,
        CHANGE,
        LEAVE,
        RETURN,
        /** It fits several people; nothing is done until somebody says whose it is. */
        UNCLEAR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RecordChange as(What other) {
        return new RecordChange(other, key, person, candidates, base, before, after, why);
    }

    /** What is shown of it: the name in the newest document. */
    public String name() {
        ObjectNode document = after == null ? before : after;
        return document == null ? key.key() : PersonName.of(document, key.key());
    }
}

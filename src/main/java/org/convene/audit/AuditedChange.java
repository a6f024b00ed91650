package org.convene.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One change.
 *
 * @param subject what was changed, such as {@code lesson/alg-7b}
 * @param result  done; begun, while it is under way; or what else came of it
 * @param before  as much of the subject as changed, as JSON; {@code null} when it was not there, or is not known
 * @param after   the same afterwards
 */
public record AuditedChange(Instant at, Act act, String subject, String result, String before, String after) {
    public static final String DONE = "done";
    static final String BEGUN = "begun";
    private static final int LONGEST_DOCUMENT = 20_000;

    public AuditedChange {
        at = at.truncatedTo(ChronoUnit.MICROS);
        act = new Act(text(act.who(), 200), text(act.door(), 10), text(act.what(), 100));
        subject = text(subject, 400);
        result = text(result, 100);
    }

    public static AuditedChange of(
            Instant at, Act act, String subject, String result, JsonNode before, JsonNode after) {
        return new AuditedChange(at, act, subject, result, document(before), document(after));
    }

    AuditedChange concluded(String result, JsonNode after) {
        return new AuditedChange(at, act, subject, result, before, document(after));
    }

    /** Without secrets, long texts cut; one that is still too long is told by its length. */
    static String document(JsonNode document) {
        if (document == null || document.isMissingNode() || document.isNull()) {
            return null;
        }
        String text = text(MaskedParams.masked(document).toString(), Integer.MAX_VALUE);
        return text.length() <= LONGEST_DOCUMENT ? text : "{\"tooLong\":" + text.length() + "}";
    }

    /** As every database gives it back: no NUL, no half characters. */
    private static String text(String text, int length) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return MaskedParams.cut(whole.replace("\0", "\uFFFD"), length);
    }
}

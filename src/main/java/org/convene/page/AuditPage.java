package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.convene.audit.AuditViews;
import org.convene.audit.AuditViews.Change;
import org.convene.audit.Verification.Verdict;

/**
 * What {@code audit.html} shows.
 *
 * @param verdict what verifying came to; {@code null} when nobody asked
 */
@TemplateData
public record AuditPage(
        String subject, String who, List<Entry> entries, String next, String verifyHref, String verdict, String tone) {
    static final String[] FILTERS = {"subject", "who", "door", "what", "since", "until"};

    @TemplateData
    public record Entry(
            String no,
            String when,
            String who,
            String whoHref,
            String what,
            String door,
            String subject,
            String subjectHref,
            String result,
            String tone,
            String before,
            String after) {}

    static AuditPage of(AuditViews.Page page, Map<String, String> filter, Verdict verdict, PageTimes times) {
        Map<String, String> following = new LinkedHashMap<>(filter);
        if (page.next() != null) {
            following.put("after", page.next());
        }
        Map<String, String> verifying = new LinkedHashMap<>(filter);
        verifying.put("verify", "true");
        return new AuditPage(
                filter.getOrDefault("subject", ""),
                filter.getOrDefault("who", ""),
                page.changes().stream().map(change -> entry(change, times)).toList(),
                page.next() == null ? null : Addresses.query("/audit", following),
                Addresses.query("/audit", verifying),
                verdict == null ? null : words(verdict),
                verdict == null || verdict.isValid() ? "ready" : "failed");
    }

    private static String words(Verdict verdict) {
        return verdict.isValid()
                ? "All " + verdict.checked() + " sealed rows are as they were sealed. The last is row "
                        + verdict.head().no() + ", " + verdict.head().hash() + "."
                : "Row " + verdict.no() + " " + verdict.problem() + ".";
    }

    private static Entry entry(Change change, PageTimes times) {
        return new Entry(
                change.no() == null ? "" : String.valueOf(change.no()),
                times.moment(Instant.parse(change.at())),
                change.who(),
                Addresses.query("/audit", Map.of("who", change.who())),
                change.what(),
                change.door(),
                change.subject(),
                Addresses.query("/audit", Map.of("subject", change.subject())),
                change.result(),
                change.result().equals("done") ? "ready" : "pending",
                text(change.before()),
                text(change.after()));
    }

    private static String text(JsonNode document) {
        return document.isNull() ? null : document.toString();
    }
}

package org.convene.calendar.dav;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of a feed that was read: the validators the server gave, empty when it gave none, and the hash of what it
 * said, for servers without validators.
 */
record FeedState(String etag, String lastModified, String hash) {
    static final FeedState NONE = new FeedState("", "", "");
    private static final String BEGIN = "feed";

    static FeedState of(Answer answer, String hash) {
        return new FeedState(validator(answer, "ETag"), validator(answer, "Last-Modified"), hash);
    }

    /** Only what can stand in a header of ours again. */
    private static String validator(Answer answer, String header) {
        return answer.header(header)
                .filter(told -> told.chars().allMatch(c -> c >= ' ' && c < 0x7f))
                .orElse("");
    }

    /** A state of another kind is none: the calendar's address was another then. */
    static FeedState read(String text) {
        String[] lines = text.split("\n", -1);
        boolean ours = lines.length == 4 && lines[0].equals(BEGIN);
        return ours ? new FeedState(lines[1], lines[2], lines[3]) : NONE;
    }

    String text() {
        return String.join("\n", BEGIN, etag, lastModified, hash);
    }

    /** Both validators: a server that knows the first ignores the second (RFC 9110 section 13.2.2). */
    Map<String, String> conditions() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "text/calendar");
        if (!etag.isEmpty()) {
            headers.put("If-None-Match", etag);
        }
        if (!lastModified.isEmpty()) {
            headers.put("If-Modified-Since", lastModified);
        }
        return headers;
    }
}

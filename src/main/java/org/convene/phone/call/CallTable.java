package org.convene.phone.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.convene.page.PageTimes;

/** Calls as lines of a table. */
final class CallTable {
    static final List<String> HEADER = List.of(
            "gcid",
            "direction",
            "startedAt",
            "endedAt",
            "seconds",
            "outcome",
            "caller",
            "callerNumber",
            "callerName",
            "called",
            "calledNumber",
            "calledName",
            "peerName",
            "peerExtension",
            "legs",
            "ambiguous",
            "revision");

    private CallTable() {}

    static List<Object> line(CallRow call, PageTimes times) {
        JsonNode document = call.document();
        JsonNode caller = document.path("caller");
        JsonNode called = document.path("called");
        JsonNode end = document.path("endedAt");
        return Arrays.asList(
                call.gcid(),
                document.path("direction").asText(),
                times.local(call.startedAt()),
                end.isMissingNode() ? null : times.local(Instant.parse(end.asText())),
                document.path("seconds").asLong(),
                call.outcome(),
                caller.path("raw").asText(),
                number(caller),
                caller.path("person").path("name").asText(),
                called.path("raw").asText(),
                number(called),
                called.path("person").path("name").asText(),
                document.path("peer").path("name").asText(),
                document.path("peer").path("extension").asText(),
                document.path("legs").asInt(),
                call.ambiguous(),
                call.revision());
    }

    /** A plus and digits, which we wrote ourselves, is no formula that could do anything; an extension may be. */
    private static Object number(JsonNode side) {
        return side.has("number")
                ? new StringBuilder(side.path("number").asText())
                : side.path("extension").asText();
    }
}

package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.convene.phone.call.CallRow;
import org.convene.phone.call.Calls;

/**
 * Calls of a day as a page shows them, the newest first.
 *
 * @param summary how many there were, and what came of them
 * @param more    that there are more than are shown
 */
@TemplateData
public record PhoneCalls(String summary, List<Line> lines, boolean more) {
    private static final Map<String, String> TONES = Map.of("answered", "ready", "voicemail", "pending");

    /**
     * @param who   who called whom
     * @param outcome answered, voicemail or unanswered
     * @param tone  how it is coloured
     * @param doubt what speaks against naming somebody, or {@code null}
     */
    @TemplateData
    public record Line(String when, String who, List<String> facts, String outcome, String tone, String doubt) {}

    static PhoneCalls of(List<CallRow> calls, Calls.Counts counts, PageTimes times) {
        List<String> parts = new ArrayList<>();
        counts.byOutcome().forEach((outcome, number) -> parts.add(number + " " + outcome));
        return new PhoneCalls(
                String.join(", ", parts),
                calls.stream().map(call -> line(call, times)).toList(),
                counts.all() > calls.size());
    }

    private static Line line(CallRow call, PageTimes times) {
        JsonNode document = call.document();
        List<String> facts = new ArrayList<>();
        facts.add(document.path("direction").asText());
        facts.add(PhonePage.length(document.path("seconds").asLong()));
        int legs = document.path("legs").asInt();
        if (legs > 1) {
            facts.add(legs + " legs");
        }
        if (!call.isSettled()) {
            facts.add("still open");
        }
        return new Line(
                times.time(call.startedAt()),
                side(document.path("caller")) + " → " + side(document.path("called")),
                facts,
                call.outcome(),
                TONES.getOrDefault(call.outcome(), "cancelled"),
                call.ambiguous() ? "A number fits several people, so nobody is named." : null);
    }

    /** The person where one is known, with the number. */
    private static String side(JsonNode side) {
        String number = side.path("number")
                .asText(side.path("extension").asText(side.path("raw").asText()));
        String name = side.path("person").path("name").asText();
        String service = side.path("service").asText();
        String shown = name.isEmpty() ? service : name;
        return shown.isEmpty() ? number.isEmpty() ? "withheld" : number : shown + ", " + number;
    }
}

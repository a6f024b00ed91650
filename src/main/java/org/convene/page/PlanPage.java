package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code plan.html} shows: what a sync of a calendar would do now.
 *
 * @param alarm why it would not do all of it; {@code null} when it would
 */
@TemplateData
public record PlanPage(String calendar, String alarm, List<Item> items) {

    /** @param differences fields of the meeting with their values before and after */
    @TemplateData
    public record Item(
            String what, String state, String title, String when, String why, List<Difference> differences) {}

    @TemplateData
    public record Difference(String field, String before, String after) {}

    /** @param plan {@code {calendar, alarm, items}}, as the API shows it */
    static PlanPage of(JsonNode plan, PageTimes times) {
        List<Item> items = new ArrayList<>();
        for (JsonNode item : plan.path("items")) {
            items.add(item(item, times));
        }
        return new PlanPage(
                plan.path("calendar").asText(),
                plan.has("alarm") ? plan.path("alarm").asText() : null,
                items);
    }

    private static Item item(JsonNode item, PageTimes times) {
        String what = item.path("what").asText();
        return new Item(
                what,
                switch (what) {
                    case "create" -> "ready";
                    case "cancel" -> "failed";
                    default -> "pending";
                },
                item.path("title").asText(),
                times.moment(
                        OffsetDateTime.parse(item.path("startsAt").asText()).toInstant()),
                item.path("why").asText(),
                what.equals("change") ? differences(item.path("before"), item.path("after")) : List.of());
    }

    private static List<Difference> differences(JsonNode before, JsonNode after) {
        List<Difference> differences = new ArrayList<>();
        after.fieldNames().forEachRemaining(field -> {
            if (!after.path(field).equals(before.path(field))) {
                differences.add(new Difference(field, text(before.path(field)), text(after.path(field))));
            }
        });
        return differences;
    }

    /** Of people only how many: their names are for the meeting's own page. */
    private static String text(JsonNode value) {
        return value.isArray() ? value.size() + " people" : value.isValueNode() ? value.asText() : value.toString();
    }
}

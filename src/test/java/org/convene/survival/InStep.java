package org.convene.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.convene.booking.Marker;
import org.convene.process.HubProcess;
import org.convene.process.SandboxProcess;

/** Compares what was acknowledged with what the hub says and what the vendor has: all three must be in step. */
final class InStep {
    private InStep() {}

    /** {@code wanted}: the last acknowledged document by lesson, {@code null} for a cancelled one. */
    static void check(Map<String, ObjectNode> wanted, HubProcess hub, SandboxProcess vendor) {
        Map<String, JsonNode> views = hub.lessons().stream()
                .collect(Collectors.toMap(view -> view.path("id").asText(), Function.identity()));
        Map<String, Long> states = views.values().stream()
                .collect(Collectors.groupingBy(
                        view -> view.path("state").asText(), TreeMap::new, Collectors.counting()));
        long cancelled =
                wanted.values().stream().filter(document -> document == null).count();
        Map<String, Long> expected = new TreeMap<>(Map.of("ready", wanted.size() - cancelled));
        if (cancelled > 0) {
            expected.put("cancelled", cancelled);
        }
        assertEquals(expected, states);

        JsonNode state = vendor.state();
        assertEquals(1, state.path("spaces").size(), "spaces at the vendor");
        Map<String, List<JsonNode>> rooms = stream(state.path("rooms"))
                .collect(
                        Collectors.groupingBy(room -> markerOf(room.path("name").asText())));
        Map<String, JsonNode> links = new HashMap<>();
        state.path("links").forEach(link -> links.put(link.path("url").asText(), link));

        wanted.forEach((id, document) -> {
            List<JsonNode> made = rooms.remove(Marker.of("lesson", id));
            JsonNode view = views.get(id);
            assertNotNull(view, id + " is not in the ledger");
            if (document == null) {
                assertNull(made, id + " was cancelled and has a room");
            } else {
                assertNotNull(made, id + " has no room");
                assertEquals(1, made.size(), id + " has more than one room");
                checkLesson(document, view, made.get(0), links);
            }
        });
        assertEquals(Map.of(), rooms, "rooms of nobody");
    }

    private static void checkLesson(ObjectNode document, JsonNode view, JsonNode room, Map<String, JsonNode> links) {
        String id = document.path("id").asText();
        assertEquals(document.path("title"), view.path("title"), id);
        assertEquals(room.path("id"), view.path("room").path("id"), id);
        assertEquals(
                document.path("title").asText() + " #" + Marker.of("lesson", id),
                room.path("name").asText());
        assertEquals(names(document), names(view), id);
        for (JsonNode participant : view.path("participants")) {
            String who = id + ", " + participant.path("id").asText();
            JsonNode link = links.get(participant.path("accessUrl").asText());
            assertNotNull(link, who + " has no link that the vendor knows");
            assertEquals(room.path("id"), link.path("roomId"), who);
            assertEquals(participant.path("id"), link.path("externalUserId"), who);
            assertEquals(participant.path("name"), link.path("username"), who);
            String role = participant.path("role").asText().equals("student") ? "user" : "moderator";
            assertEquals(role, link.path("role").asText(), who);
            assertTrue(Instant.parse(link.path("expiresAt").asText()).isAfter(Instant.now()), who + " has a dead link");
        }
    }

    private static List<String> names(JsonNode lesson) {
        return stream(lesson.path("participants"))
                .map(one -> one.path("id").asText() + " " + one.path("name").asText() + " "
                        + one.path("role").asText())
                .toList();
    }

    private static String markerOf(String name) {
        return name.substring(name.lastIndexOf('#') + 1);
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}

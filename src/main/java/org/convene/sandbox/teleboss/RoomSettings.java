package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The settings a room has beside its name, with the vendor's defaults (guide, chapters on creating and configuring a
 * room). Fields that are not listed here are ignored, as the vendor does with templateId, parentRoomId and the read-only
 * fields its own sample sends.
 */
final class RoomSettings {

    private static final Set<String> TYPES = Set.of("lesson", "webinar");

    /** Only {@code nobody} is published; the other words are a guess, so that a wrong one can be refused at all. */
    private static final Set<String> WAITING_ROOM_AUDIENCES = Set.of("nobody", "guests", "users", "everyone", "all");

    private static final Map<String, JsonNode> DEFAULTS = defaults();

    private RoomSettings() {}

    static Map<String, JsonNode> read(Fields fields, Map<String, JsonNode> before) {
        Map<String, JsonNode> settings = new LinkedHashMap<>(before == null ? DEFAULTS : before);
        DEFAULTS.forEach((name, standard) -> {
            if (fields.has(name)) {
                JsonNode value = value(fields, name, standard);
                if (value != null) {
                    settings.put(name, value);
                }
            }
        });
        return settings;
    }

    static String type(Room room) {
        return room.settings().getOrDefault("type", TextNode.valueOf("lesson")).asText();
    }

    /** Recording begins by itself when a moderator comes in (guide, chapter on the room's settings). */
    static boolean recordsWhen(Room room, Participant someone) {
        return recordAllowed(room)
                && flag(room, "isAutoRecordingAllowed", false)
                && someone.role().equals("moderator");
    }

    static boolean recordAllowed(Room room) {
        return flag(room, "isRecordAllowed", true);
    }

    private static boolean flag(Room room, String name, boolean otherwise) {
        JsonNode value = room.settings().get(name);
        return value == null ? otherwise : value.asBoolean(otherwise);
    }

    private static JsonNode value(Fields fields, String name, JsonNode standard) {
        return switch (name) {
            case "type" -> text(fields.oneOf(name, TYPES));
            case "waitingRoomAudience" -> text(fields.oneOf(name, WAITING_ROOM_AUDIENCES));
            case "redirectUrl" -> fields.isNull(name) ? standard : text(fields.httpUrl(name));
            default -> standard.isBoolean() ? flag(fields.flag(name)) : fields.object(name);
        };
    }

    private static JsonNode text(String text) {
        return text == null ? null : TextNode.valueOf(text);
    }

    private static JsonNode flag(Boolean flag) {
        return flag == null ? null : BooleanNode.valueOf(flag);
    }

    private static Map<String, JsonNode> defaults() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Map<String, JsonNode> defaults = new LinkedHashMap<>();
        for (String allowed : new String[] {
            "isPublic",
            "isChatAllowed",
            "isRecordAllowed",
            "isScreensharingAllowed",
            "isMicrophonePublishingAllowed",
            "isScreenMediaPublishingAllowed",
            "isCameraPublishingAllowed",
            "isAvatarsAllowed",
            "isSelfRenamingAllowed",
            "isHandRaisingAllowed",
            "isRemoteDrawingAllowed"
        }) {
            defaults.put(allowed, json.booleanNode(true));
        }
        defaults.put("isAutoRecordingAllowed", json.booleanNode(false));
        defaults.put("isFavorite", json.booleanNode(false));
        defaults.put("type", json.textNode("lesson"));
        defaults.put("waitingRoomAudience", json.textNode("nobody"));
        defaults.put("redirectUrl", json.nullNode());
        var breakoutRooms = json.objectNode().put("status", "disabled");
        breakoutRooms.putObject("session").put("status", "ready").putNull("startedAt");
        defaults.put("breakoutRooms", breakoutRooms);
        var joinSettings = json.objectNode();
        joinSettings.putArray("fields");
        joinSettings.putArray("customFields");
        defaults.put("joinSettings", joinSettings);
        return defaults;
    }
}

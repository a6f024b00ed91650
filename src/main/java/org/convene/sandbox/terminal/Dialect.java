package org.convene.sandbox.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.convene.sandbox.stage.Json;

/** Writes what a terminal says as its habits have it: misprints, missing keys, numbers that are texts (trueconf-room.md C3). */
final class Dialect {

    private static final String FILE_ID = "fileId";
    private static final String PORT = "embeddedHttpPort";
    private static final String EVENT = "event";
    private static final String METHOD = "method";
    /** Replies that the document prints under another command's name. */
    private static final Map<String, String> MISPRINTED_REPLIES = Map.of(
            "renameGroup", "removeGroup",
            "sendGroupMessage", "sendMessage",
            "acceptInvitationToPodium", "acceptInvintationToPodium");

    private static final Map<String, String> MISPRINTED_EVENTS = Map.of(
            "detailsInfo", "detailInfo",
            "outgoingRequestCameraControlRejected", "",
            "audioDelayDetectorTestStateChanged", "onSystemRatingUpdated");
    /** Events whose sample lacks {@code method}. */
    private static final Set<String> BARE = Set.of("showUpcomingMeetings", "showIncomingRequestWidget");
    /** Where the document shows a file's id as a text. */
    private static final Set<String> TEXT_IDS =
            Set.of("getFileList", "getSlideShowInfo", "slideAdded", "fileSent", "fileConferenceSent");

    private final Habits habits;

    Dialect(Habits habits) {
        this.habits = habits;
    }

    /** @param event with {@code event} and its fields, and without {@code method} */
    String event(ObjectNode event) {
        ObjectNode said = event.deepCopy();
        String name = event.path(EVENT).asText();
        numbers(said, name);
        boolean bare =
                habits.eventMethod().equals("none") || habits.eventMethod().equals("printed") && BARE.contains(name);
        if (!bare && !said.has(METHOD)) {
            said.put(METHOD, EVENT);
        }
        if (habits.printedNames() && MISPRINTED_EVENTS.containsKey(name)) {
            said.put(EVENT, MISPRINTED_EVENTS.get(name));
        }
        return frame(text(said));
    }

    /** @param reply the fields without {@code method}, {@code requestId}; with {@code result} */
    String reply(String method, JsonNode requestId, ObjectNode reply) {
        ObjectNode said = reply.deepCopy();
        numbers(said, method);
        if (!said.has("requestId")) {
            said.set("requestId", habits.echo() && requestId != null ? requestId : TextNode.valueOf(""));
        }
        if (!said.has(METHOD)) {
            named(said, method);
        }
        String text = text(said);
        if (habits.unquotedConferences() && method.equals("getConferences")) {
            text = text.replaceAll("\"(joinUrl|confId|confTitle|confState)\":", "$1:");
        }
        return frame(text);
    }

    private void named(ObjectNode said, String method) {
        if (!habits.printedNames()) {
            said.put(METHOD, method);
        } else if (method.equals("getContactDetails")) {
            said.put("peerDn", method);
        } else {
            said.put(METHOD, MISPRINTED_REPLIES.getOrDefault(method, method));
        }
    }

    String frame(String text) {
        return habits.bom() ? "\uFEFF" + text : text;
    }

    private void numbers(ObjectNode said, String name) {
        if (said.has(PORT)) {
            int port = said.get(PORT).asInt();
            if (habits.httpPortText()) {
                said.put(PORT, String.valueOf(port));
            } else {
                said.put(PORT, port);
            }
        }
        boolean texts =
                habits.fileIds().equals("texts") || habits.fileIds().equals("printed") && TEXT_IDS.contains(name);
        fileIds(said, texts);
        for (String list : List.of("fileList", "slides")) {
            if (said.get(list) instanceof ArrayNode entries) {
                entries.forEach(entry -> {
                    if (entry instanceof ObjectNode object) {
                        fileIds(object, texts);
                    }
                });
            }
        }
        if (said.get("broadcastPicture") instanceof ObjectNode picture) {
            fileIds(picture, texts);
        }
    }

    private static void fileIds(ObjectNode object, boolean texts) {
        JsonNode id = object.get(FILE_ID);
        if (id != null && id.asText().matches("-?\\d{1,18}")) {
            object.set(FILE_ID, texts ? TextNode.valueOf(id.asText()) : LongNode.valueOf(id.asLong()));
        }
    }

    static String text(JsonNode json) {
        try {
            return Json.MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}

package org.convene.sandbox;

import static org.convene.sandbox.Rooms.DOMAIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SandboxExtension.class)
@DisplayName("Commands to a terminal of the sandbox")
class TerminalCommandsTest {

    /** Refused in an idle room, as they are in a real one. */
    private static final Set<String> NEEDS_MORE = Set.of(
            "accept",
            "acceptPeer",
            "acceptInvitationToPodium",
            "acceptInvintationToPodium",
            "acceptRequestToPodium",
            "allowRecord",
            "changeVideoMatrix",
            "denyRecord",
            "getBroadcastPicture",
            "getConferenceParticipants",
            "gotoPodium",
            "hangUp",
            "inviteToConference",
            "inviteToPodium",
            "kickFromPodium",
            "kickPeer",
            "leavePodium",
            "reject",
            "rejectPeer",
            "rejectInvitationToPodium",
            "rejectRequestToPodium",
            "startBroadcastPicture",
            "setModes",
            "startRemark",
            "stopCapture",
            "switchVideoFlow",
            "startSlideShow",
            "showSlide",
            "showNextSlide",
            "showPrevSlide",
            "showFirstSlide",
            "showLastSlide",
            "setSlidePosition",
            "stopSlideShow",
            "sendCommand",
            "toneDial",
            "renameInAbook",
            "unblock",
            "removeGroup",
            "renameGroup",
            "addToGroup",
            "removeFromGroup",
            "removeFromAbook",
            "sendGroupMessage",
            "acceptFile",
            "rejectFile",
            "sendConferenceFile",
            "sendFile",
            "addSlide",
            "removeSlide",
            "loadData",
            "deleteData",
            "enableAudioReceiving",
            "enableVideoReceiving",
            "deleteFileTransferFile",
            "checkFileTransferPIN",
            "stopBroadcastPicture",
            "turnRemoteCamera",
            "turnRemoteMic",
            "setModeratorRole",
            "startHttpServer",
            "removeVideoSlotFromMonitor",
            "testAudioCapturerStop",
            "stopAudioDelayDetectorTest",
            "requestParticipantCameraControl",
            "acceptRequestCameraControl",
            "rejectRequestCameraControl",
            "remotelyControlledCameraPtzLeft",
            "remotelyControlledCameraPtzRight",
            "remotelyControlledCameraPtzUp",
            "remotelyControlledCameraPtzDown",
            "remotelyControlledCameraPtzZoomInc",
            "remotelyControlledCameraPtzZoomDec",
            "getFileInfo",
            "setUsedApiVersion",
            "setAuthParams",
            "activateLicense");

    /** Present only in a call, or while something runs. */
    private static final Set<String> AT_TIMES =
            Set.of("getConferences", "getScheduler", "getSlideShowInfo", "setAuthParams");

    private static final Map<String, String> SAMPLES = Map.of(
            "text", "'x'", "whole", "1", "number", "1", "boolean", "true", "object", "{}", "texts", "[]", "id", "1",
            "any", "1");

    private static List<String> commands() throws IOException {
        try (InputStream file = TerminalCommandsTest.class.getResourceAsStream("/sandbox/terminal-commands.json")) {
            List<String> names = new ArrayList<>();
            SandboxClient.JSON.readTree(file).fieldNames().forEachRemaining(names::add);
            return names;
        }
    }

    private static JsonNode written(String command) throws IOException {
        try (InputStream file = TerminalCommandsTest.class.getResourceAsStream("/sandbox/terminal-commands.json")) {
            return SandboxClient.JSON.readTree(file).path(command);
        }
    }

    private static String sample(String params) {
        List<String> samples = new ArrayList<>();
        for (String param : params.isEmpty() ? new String[0] : params.split(" ")) {
            String name = param.substring(0, param.indexOf(':'));
            String type = param.replaceAll(".*?:(\\w+).*", "$1");
            String value = param.contains("=") ? param.replaceAll(".*=([^|]*).*", "$1") : null;
            samples.add("'" + name + "':"
                    + (value == null ? SAMPLES.get(type) : type.equals("text") ? "'" + value + "'" : value));
        }
        return String.join(",", samples);
    }

    @Test
    @DisplayName("each of the documented ones is answered with its name, its result and its fields")
    void all(Rooms rooms) throws IOException {
        RoomClient client = rooms.signedIn();
        List<String> wrong = new ArrayList<>();
        for (String command : commands()) {
            if (command.equals("auth") || command.startsWith("shutdown") || command.startsWith("reboot")) {
                continue;
            }
            JsonNode written = written(command);
            JsonNode reply = client.ask(command, sample(written.path("params").asText()));
            if (!reply.has("result")) {
                wrong.add(command + " has no result");
            } else if (!reply.path("result").asBoolean()) {
                if (!NEEDS_MORE.contains(command)) {
                    wrong.add(command + ": " + reply.path("error").asText());
                }
                continue;
            }
            List<String> missing = new ArrayList<>();
            written.path("reply").fieldNames().forEachRemaining(field -> {
                if (!reply.has(field)) {
                    missing.add(field);
                }
            });
            if (!missing.isEmpty() && !AT_TIMES.contains(command)) {
                wrong.add(command + " lacks " + missing);
            }
            if (command.equals("call") || command.equals("createConference")) {
                client.event("conferenceCreated");
                client.order("hangUp", "");
                client.event("conferenceDeleted");
                client.forget();
            }
            if (command.equals("logout") || command.startsWith("connectTo")) {
                rooms.act("server", "{'state':'back'}");
            }
            if (command.equals("stopHttpServer")) {
                client.await(json -> json.path("state").asInt() == 1);
                client.order("startHttpServer", "");
                client.await(json -> json.path("event").asText().equals("httpServerStateChanged")
                        && json.path("state").asInt() == 3);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"shutdown", "shutdownSystem", "rebootSystem"})
    @DisplayName("one that switches the terminal off closes the connection and ends its tokens")
    void off(String command, Rooms rooms) {
        RoomClient client = rooms.signedIn();
        String token = client.order("auth", "'type':'unsecured'").path("token").asText();

        client.order(command, command.equals("shutdown") ? "'forAll':false" : "");

        assertEquals(1001, client.closeCode());
        assertFalse(rooms.connect(Rooms.ROOM)
                .ask("auth", "'type':'secured','credentials':'" + token + "'")
                .path("result")
                .asBoolean());
    }

    @ParameterizedTest(name = "{0} tells {1}")
    @CsvSource({
        "setMicMute,audioCapturerMute",
        "setVideoMute,videoCapturerMute",
        "setAudioMute,audioRendererMute",
    })
    @DisplayName("mute what they say, and tell it once")
    void mutes(String command, String event, Rooms rooms) {
        RoomClient client = rooms.signedIn();

        client.order(command, "'mute':true");
        client.order(command, "'mute':true");

        assertTrue(client.event(event).path("mute").asBoolean());
        assertEquals(1, client.events().stream().filter(event::equals).count());
        assertTrue(client.order(command.replace("set", "get"), "").path("mute").asBoolean());
    }

    @Test
    @DisplayName("lay out the pictures of those in the conference")
    void layout(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        client.order("call", "'peerId':'anna'");
        client.event("conferenceCreated");

        client.order("changeVideoMatrix", "'matrixType':3,'participants':['anna" + DOMAIN + "']");

        JsonNode matrix = client.await(json -> json.path("event").asText().equals("videoMatrixChanged")
                && json.path("matrixType").asInt() == 3);
        assertEquals("anna" + DOMAIN, matrix.at("/participants/0/peerId").asText());
        assertEquals(1, matrix.path("participants").size());
        assertFalse(client.ask("changeVideoMatrix", "'matrixType':9,'participants':[]")
                .path("result")
                .asBoolean());
        assertFalse(client.ask("changeVideoMatrix", "'matrixType':3,'participants':['nobody@x']")
                .path("result")
                .asBoolean());
    }

    @Test
    @DisplayName("turn the camera step by step to its end")
    void camera(Rooms rooms) {
        RoomClient client = rooms.signedIn();

        client.order("ptzLeft", "");
        assertEquals(
                -1, client.event("ptzControlsChanged").at("/pan/currentValue").asInt());
        client.order("setPanPos", "'pos':-10");
        client.forget();
        client.order("ptzLeft", "");
        assertEquals(List.of(), client.events());
        assertFalse(client.ask("setPanPos", "'pos':-11").path("result").asBoolean());
        client.order("setPtzDefaults", "");
        assertEquals(
                0, client.order("getPtzControls", "").at("/pan/currentValue").asInt());
        client.order("setModes", "'pin':'Serial Digital','mode':'PAL_60'");
        assertEquals(
                "PAL_60", client.event("deviceModesDone").path("activeMode").asText());
        assertEquals("PAL_60", client.order("getModes", "").path("activeMode").asText());
    }

    @Test
    @DisplayName("write messages, which come with a time and no id, and are remembered")
    void chat(Rooms rooms) {
        RoomClient one = rooms.signedIn("room-101");
        RoomClient two = rooms.signedIn("room-102");

        one.order("sendMessage", "'peerId':'room-102','message':'Привет'");

        JsonNode heard = two.event("incomingChatMessage");
        assertEquals("Привет", heard.path("message").asText());
        assertEquals("", heard.path("confId").asText("absent"));
        assertTrue(heard.path("time").isIntegralNumber());
        assertFalse(one.event("chatMessageSent").has("time"));
        rooms.act("message", "{'from':'anna','text':'Hello'}");
        assertEquals(
                "anna" + DOMAIN, one.event("incomingChatMessage").path("peerId").asText());
        JsonNode last = one.order("getChatLastMessages", "'id':'room-102" + DOMAIN + "','beginNumber':0,'count':10");
        assertEquals(1, last.path("messages").size());
        assertEquals(1, last.at("/messages/0/direction").asInt());
        assertEquals(2, one.order("getListOfChats", "").path("list").size());
        one.order("chatClear", "'id':'anna" + DOMAIN + "'");
        assertEquals(1, one.order("getListOfChats", "").path("list").size());
        assertFalse(one.ask("sendGroupMessage", "'message':'x'").path("result").asBoolean());
    }

    @Test
    @DisplayName("carry texts between two terminals in a call, with the session told to the sender alone")
    void commands(Rooms rooms) {
        RoomClient one = rooms.signedIn("room-101");
        RoomClient two = rooms.signedIn("room-102");
        assertFalse(one.ask("sendCommand", "'peerId':'room-102','command':'lights'")
                .path("result")
                .asBoolean());
        one.order("call", "'peerId':'room-102'");
        two.event("inviteReceived");
        two.order("accept", "");

        one.order("sendCommand", "'peerId':'room-102','command':'lights'");

        JsonNode heard = two.event("commandReceived");
        assertEquals("room-101" + DOMAIN, heard.path("peerId").asText());
        assertFalse(heard.has("confId"));
        assertTrue(one.event("commandSent").has("confId"));
    }

    @Test
    @DisplayName("read settings as a list and write them as an object, all or none")
    void settings(Rooms rooms) {
        RoomClient client = rooms.signedIn();

        client.order("setSettings", "'settings':{'audioPlayLevel':5,'autoAccept':true}");
        assertFalse(client.ask("setSettings", "'settings':{'autoAccept':false,'nothing':1}")
                .path("result")
                .asBoolean());
        assertFalse(client.ask("setSettings", "'settings':{'autoAccept':'no'}")
                .path("result")
                .asBoolean());

        assertEquals(
                "audioPlayLevel", client.event("settingsChanged").path("name").asText());
        JsonNode settings = client.order("getSettings", "").path("settings");
        assertTrue(settings.findValues("name").stream()
                .anyMatch(name -> name.asText().equals("autoAccept")));
        rooms.act("ring", "{'from':'anna'}");
        client.event("conferenceCreated");
    }

    @Test
    @DisplayName("answer who asks to record, and who asks to come in")
    void requests(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        client.order("createConference", "'title':'Talk','confType':'role','autoAccept':false,'inviteList':['anna']");
        client.await(json -> json.path("event").asText().equals("newParticipantInConference")
                && json.path("peerId").asText().startsWith("anna"));

        rooms.act("ask", "{'from':'anna','for':'record'}");
        client.event("recordRequest");
        client.order("allowRecord", "'peerId':'anna'");
        assertTrue(client.event("userRecordingMeStatusChanged").path("status").asBoolean());
        assertFalse(client.ask("denyRecord", "'peerId':'anna'").path("result").asBoolean());
        rooms.act("ask", "{'from':'boris','for':'join'}");
        client.event("requestInviteReceived");
        client.order("acceptPeer", "'peerId':'boris'");
        client.event("peerAccepted");
        rooms.act("ask", "{'from':'anna','for':'podium'}");
        client.event("roleEventOccured");
        client.order("acceptRequestToPodium", "'peerId':'anna'");
        assertTrue(client.event("incomingRequestToPodiumAnswered").path("allow").asBoolean());
        JsonNode people = client.order("getConferenceParticipants", "").path("participants");
        assertEquals(3, people.size());
        assertEquals(4, people.at("/1/role").asInt());
        client.order("kickPeer", "'peerId':'boris'");
        assertEquals(
                "boris" + DOMAIN,
                client.event("participantLeftConference").path("peerId").asText());
    }

    @Test
    @DisplayName("keep an address book with groups")
    void contacts(Rooms rooms) {
        RoomClient client = rooms.signedIn();

        client.order("addToAbook", "'peerId':'dean','peerDn':'Dean'");
        assertEquals(
                "Dean", client.event("contactsAdded").at("/contacts/0/peerDn").asText());
        client.order("createGroup", "'name':'Sales'");
        long group = client.event("groupsAdded").at("/groups/0/groupId").asLong();
        client.order("addToGroup", "'groupId':" + group + ",'peerId':'dean'");
        assertEquals(
                "Dean",
                client.order("getGroups", "").at("/groups/0/peers/0/peerDn").asText());
        client.order("removeFromAbook", "'peerId':'dean'");
        assertEquals(3, client.order("getAbook", "").path("abook").size());
        client.order("block", "'peerId':'anna'");
        client.order("unblock", "'peerId':'anna'");
        assertTrue(client.event("contactUnblocked").has("peedDn"));
    }

    @Test
    @DisplayName("misprint what the document misprints, unless told otherwise")
    void misprints(Rooms rooms) {
        RoomClient client = rooms.signedIn();

        JsonNode details = client.ask("getContactDetails", "'peerId':'anna'");
        assertFalse(details.has("method"));
        assertEquals("getContactDetails", details.path("peerDn").asText());
        client.event("detailInfo");
        rooms.set("habits", "{'printedNames':false}");
        assertEquals(
                "getContactDetails",
                client.ask("getContactDetails", "'peerId':'anna'")
                        .path("method")
                        .asText());
        client.event("detailsInfo");
    }

    @Test
    @DisplayName("come in the manner of another version when told so")
    void versions(Rooms rooms) {
        rooms.set(
                "habits",
                "{'bom':true,'httpPortText':true,'echo':false,'eventMethod':'none','selfView':'VideoCaptureSlot',"
                        + "'authFailure':'bare','scheduler':'shape','unquotedConferences':true}");
        RoomClient client = rooms.connect(Rooms.ROOM);
        client.say("{'method':'auth','type':'secured','credentials':'wrong','requestId':'1'}");
        JsonNode failed = client.await(json -> json.has("result"));
        assertEquals("", failed.path("requestId").asText("absent"));
        assertFalse(failed.has("error"));
        client.say("{'method':'auth','type':'unsecured'}");
        client.await(json -> json.path("result").asBoolean());
        client.say("{'method':'getAppState'}");
        assertTrue(client.await(json -> json.has("appState"))
                .path("embeddedHttpPort")
                .isTextual());
        client.say("{'method':'getVideoMatrix'}");
        assertEquals(
                "VideoCaptureSlot",
                client.await(json -> json.has("matrixType"))
                        .at("/participants/0/peerId")
                        .asText());
        client.say("{'method':'getScheduler'}");
        assertTrue(client.event("conferenceList").has("result"));
        rooms.act("events", "{'event':'hangUpPressed'}");
        assertFalse(client.event("hangUpPressed").has("method"));
        client.say("{'method':'getConferences'}");
        org.awaitility.Awaitility.await()
                .until(() -> client.raw().stream().anyMatch(text -> text.contains("{confState:")));
        assertTrue(client.raw().stream().allMatch(text -> text.startsWith("\uFEFF")));
    }

    @Test
    @DisplayName("bring the server's schedule as an event")
    void scheduler(Rooms rooms) {
        RoomClient client = rooms.signedIn();
        rooms.set("schedule", "{'conferences':[{'id':'3413915491','topic':'Daily'}]}");

        client.order("getScheduler", "");

        JsonNode list = client.event("conferenceList");
        assertEquals(1, list.path("cnt").asInt());
        assertEquals("Daily", list.at("/conferences/0/topic").asText());
        assertTrue(list.path("succeed").asBoolean());
    }
}

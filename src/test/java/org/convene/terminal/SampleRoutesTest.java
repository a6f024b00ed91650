package org.convene.terminal;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.convene.spec.ReadmeFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** samples/routes as somebody would use them, seen from the terminals: what they are told, in which order. */
@QuarkusTest
@TestProfile(SampleRoutesTest.WithSamples.class)
class SampleRoutesTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** Later than anything that would be told. */
    private static final Duration A_WHILE = Duration.ofMillis(500);

    private static final String PARTICIPANTS = "\"confId\":\"1@x#vcs\",\"result\":true,"
            + "\"participants\":[{\"peerId\":\"anna@x\",\"peerDn\":\"Anna\"},{\"peerId\":\"ivan@x\",\"peerDn\":\"Ivan\"}]";

    public static class WithSamples implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "convene.data-dir", "target/sample-routes",
                    "convene.demo.samples", "",
                    "convene.routes.dir",
                            Path.of("samples/routes").toAbsolutePath().toString(),
                    "forward-chat.to", "duty@school.example",
                    "scenes.timeout", "500ms",
                    "quarkus.datasource.jdbc.url", "jdbc:h2:mem:sample-routes",
                    "quarkus.http.test-port", "0");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Rooms.class, Map.of(Rooms.NAMES, "room-101,room-102")));
        }
    }

    @Inject
    Terminals terminals;

    @Inject
    CamelContext camel;

    private ScriptedTerminal room;

    @BeforeEach
    void begin() {
        room = Rooms.room("room-101");
        Rooms.anew(terminals);
        room.on("getConferenceParticipants", (terminal, command) -> terminal.reply(command, PARTICIPANTS));
    }

    private static void isTold(String room, String... commands) {
        await().atMost(SOON).untilAsserted(() -> assertEquals(List.of(commands), Rooms.told(room)));
        await().pollDelay(A_WHILE).atMost(SOON).untilAsserted(() -> assertEquals(List.of(commands), Rooms.told(room)));
    }

    private static String entered(String conference, String title, int type) {
        return "{\"event\":\"conferenceCreated\",\"confId\":\"%s\",\"confTitle\":\"%s\",\"confType\":%d,\"method\":\"event\"}"
                .formatted(conference, title, type);
    }

    private static String left(String conference) {
        return "{\"event\":\"conferenceDeleted\",\"confId\":\"%s\",\"method\":\"event\"}".formatted(conference);
    }

    private static String message(String from, long time, String text) {
        return "{\"event\":\"incomingChatMessage\",\"peerId\":\"%s\",\"peerDn\":\"Anna\",\"message\":\"%s\",\"time\":%d,\"confId\":\"\",\"method\":\"event\"}"
                .formatted(from, text, time);
    }

    private void aMomentLater(Runnable happens) {
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        happens.run();
    }

    @Test
    void everybodyIsMutedWhenALectureStartsAndTheRoomIsOpenAgainAfterIt() {
        room.push(entered("lecture-1@x#vcs", "Algebra, LECTURE 3", 2));
        isTold(
                "room-101",
                "setMicMute {\"mute\":true}",
                "getConferenceParticipants",
                "turnRemoteMic {\"peerId\":\"anna@x\",\"on\":false}",
                "turnRemoteMic {\"peerId\":\"ivan@x\",\"on\":false}");

        room.forget();
        room.push(left("lecture-1@x#vcs"));

        isTold("room-101", "setMicMute {\"mute\":false}");
    }

    @Test
    void aTerminalThatMayNotMuteOthersStillMutesItself() {
        room.on("turnRemoteMic", (terminal, command) -> terminal.reply(command, "\"result\":false"));
        room.push(entered("lecture-2@x#vcs", "A lecture", 3));

        isTold(
                "room-101",
                "setMicMute {\"mute\":true}",
                "getConferenceParticipants",
                "turnRemoteMic {\"peerId\":\"anna@x\",\"on\":false}",
                "turnRemoteMic {\"peerId\":\"ivan@x\",\"on\":false}");
    }

    @Test
    void noOtherConferenceAndNoCallIsMuted() {
        room.push(entered("meeting@x#vcs", "Staff meeting", 1));
        room.push(entered("call@x#vcs", "lecture", 0));
        room.push("{\"event\":\"conferenceCreated\",\"confId\":\"bare@x#vcs\",\"confType\":1}");
        room.push(left("meeting@x#vcs"));

        isTold("room-101");
    }

    @Test
    void aMessageIsForwardedOnceThoughItIsToldTwice() {
        room.push(message("anna@x", 1603297004, "Is the \\\"projector\\\" on?"));
        room.push(message("anna@x", 1603297004, "Is the \\\"projector\\\" on?"));

        isTold(
                "room-101",
                "sendMessage {\"peerId\":\"duty@school.example\",\"message\":\"↪ Anna: Is the \\\"projector\\\" on?\"}");
    }

    @Test
    void theSameWordsLaterAreAnotherMessage() {
        room.push(message("anna@x", 1603297100, "Hello"));
        room.push(message("anna@x", 1603297101, "Hello"));

        isTold(
                "room-101",
                "sendMessage {\"peerId\":\"duty@school.example\",\"message\":\"↪ Anna: Hello\"}",
                "sendMessage {\"peerId\":\"duty@school.example\",\"message\":\"↪ Anna: Hello\"}");
    }

    @Test
    void aMessageThatCouldNotBeForwardedIsForwardedWhenItIsToldAgain() {
        room.on("sendMessage", (terminal, command) -> terminal.reply(command, "\"result\":false"));
        room.push(message("anna@x", 1603297300, "First try"));
        isTold("room-101", "sendMessage {\"peerId\":\"duty@school.example\",\"message\":\"↪ Anna: First try\"}");

        Rooms.anew(terminals);
        aMomentLater(() -> room.push(message("anna@x", 1603297300, "First try")));

        isTold("room-101", "sendMessage {\"peerId\":\"duty@school.example\",\"message\":\"↪ Anna: First try\"}");
    }

    @Test
    void neitherWhatWasForwardedNorTheReadersAnswerGoesInCircles() {
        room.push(message("room-102@x", 1603297200, "↪ Anna: Hello"));
        room.push(message("Duty@School.example", 1603297201, "On my way"));
        Rooms.room("room-102").push(message("room-101@x", 1603297202, "↪ ↪ Anna: Hello"));

        isTold("room-101");
        isTold("room-102");
    }

    @Test
    void aSceneIsSetStepByStepInTheRoomThatIsNamed() {
        given().post("/scenes/lecture/room-101").then().statusCode(204);

        isTold(
                "room-101",
                "setPanPos {\"pos\":20}",
                "setTiltPos {\"pos\":-5}",
                "setZoomPos {\"pos\":4}",
                "getConferenceParticipants",
                "changeVideoMatrix {\"matrixType\":5,\"participants\":[\"anna@x\",\"ivan@x\"]}",
                "setMicMute {\"mute\":true}");
        isTold("room-102");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lecture", "discussion"})
    void aSceneThatEndsBringsTheRoomBackToRest(String scene) {
        given().delete("/scenes/" + scene + "/room-101").then().statusCode(204);

        isTold(
                "room-101",
                "setPtzDefaults",
                "getConferenceParticipants",
                "changeVideoMatrix {\"matrixType\":2,\"participants\":[\"anna@x\",\"ivan@x\"]}",
                "setMicMute {\"mute\":" + scene.equals("discussion") + "}");
    }

    @Test
    void aDiscussionHasWindowsOfOneSizeAndAnOpenMicrophone() {
        given().post("/scenes/discussion/room-101").then().statusCode(204);

        isTold(
                "room-101",
                "setPanPos {\"pos\":0}",
                "setTiltPos {\"pos\":0}",
                "setZoomPos {\"pos\":0}",
                "getConferenceParticipants",
                "changeVideoMatrix {\"matrixType\":2,\"participants\":[\"anna@x\",\"ivan@x\"]}",
                "setMicMute {\"mute\":false}");
    }

    @Test
    void aStepThatIsRefusedUndoesTheSceneAndWhoeverBeganItHearsWhy() {
        room.on(
                "setZoomPos",
                (terminal, command) -> terminal.reply(command, "\"result\":false,\"error\":\"no zoom here\""));

        given().post("/scenes/lecture/room-101")
                .then()
                .statusCode(502)
                .body("detail", containsString("The scene was undone"))
                .body("detail", containsString("no zoom here"));

        isTold(
                "room-101",
                "setPanPos {\"pos\":20}",
                "setTiltPos {\"pos\":-5}",
                "setZoomPos {\"pos\":4}",
                "setPtzDefaults",
                "getConferenceParticipants",
                "changeVideoMatrix {\"matrixType\":2,\"participants\":[\"anna@x\",\"ivan@x\"]}",
                "setMicMute {\"mute\":false}");
    }

    @Test
    void aStepThatIsNeverAnsweredUndoesTheSceneWhenItsTimeIsOver() {
        room.on("setPanPos", (terminal, command) -> null);

        given().post("/scenes/discussion/room-101").then().statusCode(502);

        isTold(
                "room-101",
                "setPanPos {\"pos\":0}",
                "setPtzDefaults",
                "getConferenceParticipants",
                "changeVideoMatrix {\"matrixType\":2,\"participants\":[\"anna@x\",\"ivan@x\"]}",
                "setMicMute {\"mute\":true}");
    }

    @Test
    void whatCannotBeUndoneDoesNotKeepTheRestFromBeingUndone() {
        room.on("setPtzDefaults", (terminal, command) -> terminal.reply(command, "\"result\":false"));
        room.on("getConferenceParticipants", (terminal, command) -> terminal.reply(command, "\"result\":false"));

        given().delete("/scenes/lecture/room-101").then().statusCode(204);

        isTold("room-101", "setPtzDefaults", "getConferenceParticipants", "setMicMute {\"mute\":false}");
    }

    @Test
    void aRoomThatNobodyKnowsHasNoScenes() {
        given().post("/scenes/lecture/room-999")
                .then()
                .statusCode(502)
                .body("detail", containsString("No terminal is called 'room-999'"));
    }

    @Test
    void theRouteOfTheReadmeAnswersTheCallsOfOnePersonAlone() throws Exception {
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromString("doorbell.camel.yaml", ReadmeFiles.block("doorbell.camel.yaml")));
        room.on("accept", (terminal, command) -> {
            terminal.push(terminal.reply(command, "\"result\":true"));
            return entered("2@x", "", 0);
        });

        room.push("{\"event\":\"inviteReceived\",\"peerId\":\"anna@x\",\"type\":0,\"confId\":\"1@x\"}");
        room.push("{\"event\":\"inviteReceived\",\"peerId\":\"head@school.example\",\"type\":0,\"confId\":\"2@x\"}");

        isTold("room-101", "accept");
        camel.getRouteController().stopRoute("doorbell.answer");
        camel.removeRoute("doorbell.answer");
    }

    @Test
    void withoutKafkaNothingIsMirroredAndNothingOfKafkaRuns() {
        List<String> ofKafka = List.of(
                "mirror.room-occupancy",
                "kafka.tell-terminal-events",
                "kafka.send-terminal-event",
                "kafka.hear-terminal-commands",
                "kafka.quarantine");
        for (String route : ofKafka) {
            assertEquals(ServiceStatus.Stopped, camel.getRouteController().getRouteStatus(route), route);
        }
        List<String> threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kafka-"))
                .toList();
        assertTrue(threads.isEmpty(), threads.toString());
    }
}

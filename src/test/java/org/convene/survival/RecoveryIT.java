package org.convene.survival;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.convene.process.Http;
import org.convene.process.Http.Reply;
import org.convene.process.HubProcess;
import org.convene.process.SandboxProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens at the vendor behind the hub's back, or to the hub while it works, is got over without a person. */
class RecoveryIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    static Path data;

    /** Without a state file: started again it is a new world, without our space and rooms. */
    private static final SandboxProcess VENDOR = SandboxProcess.of("recovery-vendor", "delay=20");

    private static HubProcess hub;

    @BeforeAll
    static void start() {
        VENDOR.start();
        Map<String, String> environment = new HashMap<>(VENDOR.environment(data));
        environment.put("CONVENE_TELEBOSS_PATROL", "1s");
        environment.put("CONVENE_RECONCILE_SWEEP", "2s");
        hub = HubProcess.of("recovery-hub", environment).start();
    }

    @AfterAll
    static void end() {
        hub.close();
        VENDOR.close();
    }

    @Test
    void whenTheTokenIsRefusedNothingIsLostHealthSaysWhyAndTheRightTokenHealsIt() {
        VENDOR.accept("another-token");
        ObjectNode lesson = School.lesson("token");
        assertEquals(202, hub.put(lesson).status());

        await().atMost(SOON)
                .untilAsserted(() -> assertTrue(
                        hub.lesson("token").path("problem").asText().contains("refuses our token"),
                        () -> hub.lesson("token").toString()));
        assertEquals("pending", hub.lesson("token").path("state").asText());
        String health = hub.get("/q/health").body();
        assertTrue(health.contains("refuses our token"), health);

        VENDOR.accept(SandboxProcess.TOKEN);
        awaitReady("token");
        await().atMost(SOON)
                .untilAsserted(() -> assertEquals(
                        false, hub.get("/q/health").body().contains("refuses our token"), "health is well again"));
    }

    @Test
    void aRoomDeletedBehindOurBackIsMadeAgainAndTheSameJoinLinkLeadsThere() {
        ObjectNode lesson = School.lesson("vanished");
        lesson.put("startsAt", Instant.now().plusSeconds(300).toString());
        hub.put(lesson);
        JsonNode before = awaitReady("vanished");
        String joinUrl = before.path("participants").path(0).path("joinUrl").asText();
        String oldRoom = before.path("room").path("id").asText();

        VENDOR.deleteRoom(oldRoom);
        await().atMost(SOON)
                .untilAsserted(() -> assertNotEquals(
                        oldRoom, hub.lesson("vanished").path("room").path("id").asText(oldRoom)));

        JsonNode after = awaitReady("vanished");
        Reply click = Http.get(joinUrl);
        assertTrue(click.status() == 302 || click.status() == 303 || click.status() == 307, click.toString());
        assertTrue(
                click.location().contains(after.path("room").path("alias").asText()), "the link leads to the new room");
        Reply page = Http.get(click.location());
        assertEquals(200, page.status());
        assertTrue(page.body().contains("Teacher"), "the teacher came in under her name");
    }

    @Test
    void aSpaceDeletedBehindOurBackIsOpenedAgainOnceAndEveryRoomIsMadeAgain() {
        Map<String, ObjectNode> wanted = plan("space", 30);
        await().atMost(SOON).untilAsserted(() -> ready(wanted));

        VENDOR.kill();
        VENDOR.start();
        await().atMost(SOON).untilAsserted(() -> {
            ready(wanted);
            assertEquals(1, VENDOR.state().path("spaces").size());
            Map<String, String> rooms = new HashMap<>();
            VENDOR.state()
                    .path("rooms")
                    .forEach(room -> rooms.put(
                            room.path("id").asText(), room.path("name").asText()));
            wanted.keySet().forEach(id -> {
                String room = hub.lesson(id).path("room").path("id").asText();
                assertTrue(rooms.getOrDefault(room, "").startsWith("Lesson " + id + " #"), id + " is in " + room);
            });
        });
        assertEquals(1, VENDOR.heard("createSpace"));
    }

    @Test
    void aHubThatStartsWhileTheVendorIsDownCatchesUp() {
        VENDOR.kill();
        hub.kill();
        hub.start();
        Map<String, ObjectNode> wanted = plan("down", 10);
        await().atMost(SOON)
                .untilAsserted(() -> assertTrue(
                        hub.lesson("down-0").path("problem").asText().contains("cannot be reached"),
                        () -> hub.lesson("down-0").toString()));

        VENDOR.start();
        await().atMost(SOON).untilAsserted(() -> ready(wanted));
    }

    @Test
    void aHubThatIsAskedToStopFinishesWhatItHasInHand() {
        try (SandboxProcess vendor =
                        SandboxProcess.of("stop-vendor", "delay=300").start();
                HubProcess stopping = HubProcess.of("stop-hub", unpatrolled(vendor))) {
            stopping.start();
            stopping.post(
                    "/lessons",
                    JsonNodeFactory.instance
                            .arrayNode()
                            .addAll(lessons("stop", 200).values()));
            await().atMost(SOON).until(() -> vendor.heard("createRoom") > 0);
            stopping.stop();
            long made = vendor.heard("createRoom");
            stopping.start();

            await().atMost(SOON).untilAsserted(() -> InStep.check(lessons("stop", 200), stopping, vendor));
            assertTrue(made < 200, "stopped in the midst of it");
            assertEquals(200, vendor.heard("createRoom"), "no room was made twice");
            assertEquals(0, vendor.heard("getRooms"), "no room had to be looked for, all were written down");
        }
    }

    private static Map<String, String> unpatrolled(SandboxProcess vendor) {
        Map<String, String> environment = new HashMap<>(vendor.environment(data.resolve("stopping")));
        environment.put("CONVENE_TELEBOSS_PATROL", "1h");
        return environment;
    }

    private static Map<String, ObjectNode> plan(String prefix, int count) {
        Map<String, ObjectNode> lessons = lessons(prefix, count);
        assertTrue(hub.post("/lessons", JsonNodeFactory.instance.arrayNode().addAll(lessons.values()))
                .ok());
        return lessons;
    }

    private static Map<String, ObjectNode> lessons(String prefix, int count) {
        Map<String, ObjectNode> lessons = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            lessons.put(prefix + "-" + i, School.lesson(prefix + "-" + i));
        }
        return lessons;
    }

    private static void ready(Map<String, ObjectNode> wanted) {
        wanted.keySet()
                .forEach(
                        id -> assertEquals("ready", hub.lesson(id).path("state").asText(), id));
    }

    private static JsonNode awaitReady(String id) {
        await().atMost(SOON)
                .untilAsserted(() -> assertEquals(
                        "ready",
                        hub.lesson(id).path("state").asText(),
                        () -> hub.lesson(id).toString()));
        return hub.lesson(id);
    }
}

package org.convene.terminal.record;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.convene.terminal.Rooms;
import org.convene.terminal.ScriptedTerminal;
import org.convene.terminal.Terminals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Terminals over a real broker: what they say, what they are told, and what becomes of a record that makes no sense. */
@QuarkusTest
@TestProfile(KafkaTest.WithKafka.class)
class KafkaTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String EVENTS = "convene.terminal-events";
    private static final String COMMANDS = "convene.terminal-commands";
    private static final String QUARANTINE = "convene.quarantine";

    public static class WithKafka implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("convene.data-dir", "target/kafka-test"),
                    Map.entry("convene.demo.samples", ""),
                    Map.entry("convene.kafka.enabled", "true"),
                    Map.entry(
                            "convene.routes.dir",
                            Path.of("samples/routes").toAbsolutePath().toString()),
                    Map.entry("forward-chat.to", "duty@school.example"),
                    Map.entry("convene.public-url", "https://hub.school.example"),
                    Map.entry("convene.terminal.outcome-timeout", "2s"),
                    Map.entry("convene.terminal.reply-timeout", "1s"),
                    Map.entry("quarkus.datasource.jdbc.url", "jdbc:h2:mem:kafka-test"),
                    Map.entry("quarkus.http.test-port", "0"));
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(KafkaResource.class),
                    new TestResourceEntry(Rooms.class, Map.of(Rooms.NAMES, "room-101,room-102")));
        }
    }

    @Inject
    Terminals terminals;

    private Topics topics;
    private ScriptedTerminal room;

    @BeforeEach
    void begin() throws Exception {
        topics = Topics.at(KafkaBroker.brokers());
        room = Rooms.room("room-101");
        Rooms.anew(terminals);
    }

    @AfterAll
    static void leave() {
        Topics.close();
    }

    private static String event(int number) {
        return "{\"event\":\"commandReceived\",\"peerId\":\"a@x\",\"command\":\"%d\",\"method\":\"event\"}"
                .formatted(number);
    }

    private void command(String json) throws Exception {
        topics.write(COMMANDS, "room-101", json);
    }

    /** The reply to a command, when there is one. */
    private JsonNode reply(String command) {
        return topics.await(
                        EVENTS,
                        SOON,
                        record -> record.json().path("type").asText().equals("org.convene.terminal.reply")
                                && record.json().path("causationid").asText().equals(command))
                .json();
    }

    private Topics.Record putAside(String text) {
        return topics.await(
                QUARANTINE,
                SOON,
                record -> record.json().path("data").path("record").asText().equals(text));
    }

    @Test
    void whatATerminalSaysIsACloudEventUnderItsName() {
        Instant before = Instant.now();
        room.push(
                "{\"event\":\"conferenceCreated\",\"confId\":\"1@x#vcs\",\"confTitle\":\"Math \\\"B\\\"\",\"confType\":1}");

        Topics.Record record = topics.await(
                EVENTS, SOON, one -> one.json().path("type").asText().equals("org.convene.terminal.conferenceCreated"));

        assertEquals("room-101", record.key());
        assertEquals("application/cloudevents+json; charset=UTF-8", record.header("content-type"));
        JsonNode event = record.json();
        assertEquals("1.0", event.path("specversion").asText());
        assertEquals(
                "https://hub.school.example/terminals/room-101",
                event.path("source").asText());
        assertEquals("room-101", event.path("subject").asText());
        assertEquals("application/json", event.path("datacontenttype").asText());
        assertEquals("Math \"B\"", event.path("data").path("confTitle").asText());
        assertFalse(Instant.parse(event.path("time").asText()).isBefore(before.minusSeconds(1)));
        assertTrue(event.path("id").asText().startsWith("room-101/"), event.toString());
    }

    @Test
    void eventsOfATerminalKeepTheirOrderAndNoTwoHaveTheSameId() {
        IntStream.range(0, 300).forEach(number -> {
            room.push(event(number));
            Rooms.room("room-102").push(event(number));
        });

        for (String name : List.of("room-101", "room-102")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertEquals(
                            IntStream.range(0, 300).mapToObj(String::valueOf).toList(), commandsReceived(name)));
        }
        List<String> ids = topics.all(EVENTS).stream()
                .map(record -> record.json().path("id").asText())
                .toList();
        assertEquals(ids.size(), ids.stream().distinct().count());
    }

    private List<String> commandsReceived(String terminal) {
        return topics.all(EVENTS).stream()
                .filter(record -> terminal.equals(record.key()))
                .map(record -> record.json().path("data"))
                .filter(data -> data.path("event").asText().equals("commandReceived"))
                .map(data -> data.path("command").asText())
                .toList();
    }

    @Test
    void anEventThatNoBrokerWouldTakeHoldsUpNothing() {
        room.push(
                "{\"event\":\"commandReceived\",\"peerId\":\"long@x\",\"command\":\"" + "x".repeat(1_200_000) + "\"}");
        room.push("{\"event\":\"hangUpPressed\"}");

        topics.await(
                EVENTS, SOON, one -> one.json().path("type").asText().equals("org.convene.terminal.hangUpPressed"));
        assertTrue(topics.all(EVENTS).stream()
                .noneMatch(
                        one -> one.json().path("data").path("peerId").asText().equals("long@x")));
    }

    @Test
    void aBareCommandIsGivenAndItsReplyTold() throws Exception {
        room.on("getMicMute", (terminal, heard) -> terminal.reply(heard, "\"mute\":true,\"result\":true"));
        long place = topics.write(COMMANDS, "room-101", "{\"terminal\":\"room-101\",\"method\":\"getMicMute\"}");

        JsonNode reply = reply(COMMANDS + "/0/" + place);

        assertEquals("room-101", reply.path("subject").asText());
        assertEquals("getMicMute", reply.path("data").path("method").asText());
        assertTrue(reply.path("data").path("reply").path("mute").asBoolean(), reply.toString());
        assertEquals(List.of("getMicMute"), Rooms.told("room-101"));
    }

    @Test
    void aCommandInACloudEventIsAnsweredUnderTheEventsId() throws Exception {
        command("""
                {"specversion":"1.0","id":"mine-1","source":"/lms","type":"x","data":
                 {"terminal":"room-101","method":"sendMessage","params":{"peerId":"a@x","message":"Say \\"hi\\""}}}""");

        JsonNode reply = reply("mine-1");

        assertTrue(reply.path("data").path("reply").path("result").asBoolean(), reply.toString());
        assertEquals("mine-1", reply.path("data").path("command").asText());
        assertEquals(
                List.of("sendMessage {\"peerId\":\"a@x\",\"message\":\"Say \\\"hi\\\"\"}"), Rooms.told("room-101"));
    }

    @Test
    void anOutcomeThatIsAwaitedIsPartOfTheReply() throws Exception {
        room.on("call", (terminal, heard) -> {
            terminal.push(terminal.reply(heard, "\"result\":true"));
            return "{\"event\":\"rejectReceived\",\"cause\":1,\"peerId\":\"a@x\",\"peerDn\":\"A\",\"method\":\"event\"}";
        });
        command("""
                {"specversion":"1.0","id":"call-1","source":"/lms","type":"x","data":
                 {"terminal":"room-101","method":"call","params":{"peerId":"a@x"},"awaitOutcome":true}}""");

        JsonNode reply = reply("call-1").path("data").path("reply");

        assertFalse(reply.path("done").asBoolean(true), reply.toString());
        assertEquals("rejectReceived", reply.path("outcome").path("event").asText(), reply.toString());
    }

    @Test
    void whoeverTellsATerminalThatDoesNotAnswerHearsWhy() throws Exception {
        room.on("getSettings", (terminal, heard) -> null);
        command("""
                {"specversion":"1.0","id":"silent-1","source":"/lms","type":"x","data":
                 {"terminal":"room-101","method":"getSettings"}}""");

        JsonNode failure = reply("silent-1").path("data").path("failure");

        assertEquals("uncertain", failure.path("kind").asText());
        assertNotEquals("", failure.path("reason").asText());
    }

    @Test
    void whatMakesNoSenseIsPutAsideWithAReasonAndTheNextCommandIsGiven() throws Exception {
        List<String> poison = List.of(
                "",
                "no JSON {",
                "[1]",
                "{\"method\":\"call\"}",
                "{\"terminal\":\"room-101\",\"method\":17}",
                "{\"terminal\":\"room-999\",\"method\":\"getAppState\"}",
                "{\"terminal\":\"room-101\",\"method\":\"getAppState\",\"awaitOutcome\":\"yes\"}",
                "{\"terminal\":\"room-101\",\"method\":\"getAppState\",\"params\":[]}",
                "{\"specversion\":\"1.0\",\"id\":7,\"data\":\"text\"}");
        for (String text : poison) {
            command(text);
        }
        command(
                "{\"specversion\":\"1.0\",\"id\":\"after\",\"data\":{\"terminal\":\"room-101\",\"method\":\"accept\"}}");

        reply("after");
        for (String text : poison) {
            JsonNode event = putAside(text).json();
            assertEquals(
                    "org.convene.quarantine.terminal-command",
                    event.path("type").asText());
            assertTrue(event.path("data").path("reason").asText().length() > 10, event.toString());
        }
        assertEquals(
                "No terminal is called 'room-999'.",
                putAside(poison.get(5)).json().path("data").path("reason").asText());
        assertEquals(List.of("accept"), Rooms.told("room-101"));
    }

    @Test
    void aCommandThatTheCatalogueDoesNotKnowIsPutAsideWithWhatToCorrect() throws Exception {
        String text = "{\"terminal\":\"room-101\",\"method\":\"setMicMut\",\"params\":{\"mute\":true}}";
        command(text);

        Topics.Record record = putAside(text);

        JsonNode error = record.json().path("data").path("errors").path(0);
        assertEquals("/method", error.path("pointer").asText(), record.text());
        assertTrue(error.path("detail").asText().contains("setMicMute"), record.text());
        assertEquals("room-101", record.key());
        assertEquals(List.of(), Rooms.told("room-101"));
    }

    @Test
    void theSampleMirrorsWhatItChoseToATopicOfItsOwn() {
        room.push("{\"event\":\"hookOffPressed\"}");
        room.push("{\"event\":\"conferenceDeleted\",\"confId\":\"mirrored@x#vcs\"}");

        Topics.Record record = topics.await(
                "room-occupancy",
                SOON,
                one -> one.json().path("data").path("confId").asText().equals("mirrored@x#vcs"));

        assertEquals("room-101", record.key());
        assertTrue(topics.all("room-occupancy").stream()
                .allMatch(one -> one.json().path("type").asText().startsWith("org.convene.terminal.conference")));
    }

    @Test
    void aCommandOfYesterdayIsPutAsideAndNotGiven() throws Exception {
        String text = "{\"terminal\":\"room-101\",\"method\":\"hangUp\"}";
        topics.write(COMMANDS, "room-101", text, Instant.now().minus(Duration.ofHours(20)));

        JsonNode data = putAside(text).json().path("data");

        assertTrue(data.path("reason").asText().contains("too old"), data.toString());
        assertEquals(List.of(), Rooms.told("room-101"));
    }

    @Test
    void whatIsAnsweredOrPutAsideCountsAsRead() throws Exception {
        command("this is no command");
        long last = topics.write(COMMANDS, "room-101", "{\"terminal\":\"room-101\",\"method\":\"accept\"}");

        reply(COMMANDS + "/0/" + last);

        await().atMost(SOON).untilAsserted(() -> assertEquals(last + 1, topics.readUpTo("convene", COMMANDS)));
    }
}

package org.convene.lesson.record;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.convene.sandbox.SandboxAtHand;
import org.convene.terminal.record.KafkaBroker;
import org.convene.terminal.record.KafkaResource;
import org.convene.terminal.record.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an LMS writes to a real broker, and what becomes of its lessons in the sandbox's Teleboss. */
@QuarkusTest
@TestProfile(LessonsOverKafkaTest.WithKafka.class)
class LessonsOverKafkaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LESSONS = "convene.lessons";
    private static final String GROUP = "lessons-over-kafka";

    public static class WithKafka implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = SandboxAtHand.settings("lessons-over-kafka");
            settings.put("convene.kafka.enabled", "true");
            settings.put("convene.kafka.group", GROUP);
            settings.put("convene.public-url", "https://hub.school.example");
            return settings;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KafkaResource.class));
        }
    }

    private Topics topics;

    @BeforeEach
    void begin() throws Exception {
        topics = Topics.at(KafkaBroker.brokers());
    }

    @AfterAll
    static void leave() {
        Topics.close();
    }

    private static ObjectNode lesson(String id) throws Exception {
        ObjectNode lesson = (ObjectNode) JSON.readTree(Files.readString(Path.of("samples/lesson.json")));
        Instant start = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        return lesson.put("id", id)
                .put("startsAt", start.toString())
                .put("endsAt", start.plus(45, ChronoUnit.MINUTES).toString());
    }

    private static ObjectNode event(ObjectNode lesson) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", "1")
                .put("source", "/lms")
                .put("type", "org.school.lesson");
        event.set("data", lesson);
        return event;
    }

    private void write(ObjectNode lesson) throws Exception {
        topics.write(LESSONS, lesson.path("id").asText(), lesson.toString());
    }

    private static void awaitState(String id, String state) {
        await().atMost(SOON).untilAsserted(() -> assertEquals(state, get(id).path("state"), id));
    }

    private static Response get(String id) {
        return given().get("/lessons/" + id);
    }

    private JsonNode putAside(long offset) {
        return topics.await(
                        "convene.quarantine",
                        SOON,
                        record -> record.json().path("subject").asText().equals(LESSONS + "/0/" + offset))
                .json();
    }

    @Test
    void aLessonBecomesARoomWithPersonalLinks() throws Exception {
        write(lesson("kafka-1"));

        awaitState("kafka-1", "ready");

        assertTrue(
                get("kafka-1").<String>path("participants[0].joinUrl").startsWith("https://hub.school.example/join/"));
    }

    @Test
    void aLessonInACloudEventIsTheSameLesson() throws Exception {
        ObjectNode lesson = lesson("kafka-2").put("title", "First");
        write(lesson);
        topics.write(LESSONS, "kafka-2", event(lesson.put("title", "Second")).toString());

        await().atMost(SOON)
                .untilAsserted(() -> assertEquals("Second", get("kafka-2").path("title")));
    }

    @Test
    void aRecordWithoutAValueCancelsTheLessonOfItsKey() throws Exception {
        write(lesson("kafka-3"));
        awaitState("kafka-3", "ready");

        topics.write(LESSONS, "kafka-3", null);

        awaitState("kafka-3", "cancelled");
    }

    @Test
    void theLastOfManyChangesInOneBatchCounts() throws Exception {
        for (int i = 0; i < 200; i++) {
            write(lesson("kafka-4").put("title", "Change " + i));
            if (i % 50 == 0) {
                topics.write(LESSONS, "kafka-4", null);
            }
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertEquals("Change 199", get("kafka-4").path("title")));
        awaitState("kafka-4", "ready");
    }

    @Test
    void aLessonThatSaysNeitherItsIdNorItsTimeHasTheKeyAndTheTimeOfItsEvent() throws Exception {
        ObjectNode lesson = lesson("kafka-5");
        lesson.remove("id");
        ObjectNode later = event(lesson.deepCopy().put("title", "Later")).put("time", "2026-11-20T10:00:00Z");
        ObjectNode earlier = event(lesson.deepCopy().put("title", "Earlier")).put("time", "2026-11-20T09:00:00Z");
        topics.write(LESSONS, "kafka-5", later.toString());
        topics.write(LESSONS, "kafka-5", earlier.toString());
        long last =
                topics.write(LESSONS, "kafka-5-after", lesson("kafka-5-after").toString());

        awaitRead(last);
        assertEquals("Later", get("kafka-5").path("title"));
    }

    private void awaitRead(long offset) {
        await().atMost(SOON).untilAsserted(() -> assertTrue(topics.readUpTo(GROUP, LESSONS) > offset));
    }

    @Test
    void whatIsNoLessonIsPutAsideWithWhatToCorrectAndTheNextIsStored() throws Exception {
        ObjectNode misspelt = lesson("kafka-6").put("tittle", "x");
        long[] offsets = {
            topics.write(LESSONS, "kafka-6", "no JSON {"),
            topics.write(LESSONS, "kafka-6", misspelt.toString()),
            topics.write(LESSONS, "kafka-6", event(misspelt).toString()),
            topics.write(LESSONS, "other-key", lesson("kafka-6").toString()),
            topics.write(LESSONS, null, null),
            topics.write(LESSONS, "kafka-6", ""),
            topics.write(LESSONS, "kafka-6", "[]"),
            topics.write(LESSONS, "kafka-6", "{\"specversion\":\"1.0\",\"type\":\"x\",\"data_base64\":\"e30=\"}")
        };
        write(lesson("kafka-6-after"));

        awaitState("kafka-6-after", "ready");
        for (long offset : offsets) {
            JsonNode event = putAside(offset);
            assertEquals("org.convene.quarantine.lesson", event.path("type").asText());
            assertTrue(event.path("data").path("reason").asText().length() > 10, event.toString());
        }
        JsonNode error = putAside(offsets[1]).path("data").path("errors").path(0);
        assertEquals("/tittle", error.path("pointer").asText());
        assertTrue(error.path("detail").asText().contains("title"), error.toString());
        assertEquals(
                misspelt.toString(),
                putAside(offsets[1]).path("data").path("record").asText());
        assertEquals(404, get("kafka-6").statusCode());
    }

    @Test
    void aTextThatADatabaseMayRefuseHoldsUpNobody() throws Exception {
        write(lesson("kafka-7").put("title", "Nothing \u0000 here"));
        write(lesson("kafka-7-after"));

        awaitState("kafka-7-after", "ready");
    }

    @Test
    void whatIsStoredOrPutAsideCountsAsRead() throws Exception {
        write(lesson("kafka-8"));
        long last = topics.write(LESSONS, "kafka-8", "this is no lesson");

        await().atMost(SOON).untilAsserted(() -> assertEquals(last + 1, topics.readUpTo(GROUP, LESSONS)));
        putAside(last);
        assertEquals(200, get("kafka-8").statusCode());
    }

    @Test
    void theLessonInTheDocumentsIsUnderstood() throws Exception {
        String event = Files.readString(Path.of("docs/kafka.md"))
                .split("## Lessons\n\n```json\n")[1]
                .split("```")[0];
        String id = JSON.readTree(event).path("data").path("id").asText();

        topics.write(LESSONS, id, event);

        await().atMost(SOON).untilAsserted(() -> assertEquals(200, get(id).statusCode()));
        assertEquals("Algebra, 7B", get(id).path("title"));
    }
}

package org.convene.phone;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.convene.sandbox.SandboxAtHand;
import org.junit.jupiter.api.Test;

/** The phone system of the sandbox through the hub: contacts, calls, voicemail, and telephone bridges for lessons. */
@QuarkusTest
@TestProfile(PhoneInTheSandboxTest.WithTheSandbox.class)
class PhoneInTheSandboxTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    public static class WithTheSandbox implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = SandboxAtHand.settings("phone");
            settings.put("convene.phone.voicemail.poll", "500ms");
            settings.put("quarkus.datasource.jdbc.url", "jdbc:h2:mem:phone-sandbox");
            settings.put("quarkus.http.test-port", "0");
            return settings;
        }
    }

    @Inject
    ProducerTemplate producer;

    private static ObjectNode lesson(String id, String title) {
        ObjectNode lesson = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("title", title)
                .put("startsAt", Instant.now().plusSeconds(86_400).toString())
                .put("endsAt", Instant.now().plusSeconds(90_000).toString())
                .put("dialIn", true);
        lesson.putArray("participants")
                .addObject()
                .put("id", "s-1")
                .put("name", "Ivan")
                .put("role", "student");
        return lesson;
    }

    private static void put(ObjectNode lesson) {
        given().contentType("application/json")
                .header("Prefer", "wait=20")
                .body(lesson.toString())
                .put("/lessons/" + lesson.path("id").asText())
                .then()
                .statusCode(200);
    }

    private static String code(String lesson) {
        return given().get("/lessons/" + lesson)
                .then()
                .statusCode(200)
                .extract()
                .path("telephone.code");
    }

    private List<JsonNode> bridges(String title) {
        List<JsonNode> found = new ArrayList<>();
        producer.requestBody("direct:mx.conferences", "", JsonNode.class).forEach(conference -> {
            if (conference.path("name").asText().startsWith(title)) {
                found.add(conference);
            }
        });
        return found;
    }

    @Test
    void aLessonThatWantsItCanBeDialledInToAndKeepsItsCodeWhenItIsRenamed() {
        ObjectNode lesson = lesson("dial-1", "Algebra by phone");
        put(lesson);
        await().atMost(SOON).until(() -> code("dial-1") != null);
        String code = code("dial-1");
        assertEquals(1, bridges("Algebra by phone").size());
        assertEquals(code, bridges("Algebra by phone").get(0).path("accessId").asText());

        put(lesson.put("title", "Geometry by phone"));
        await().atMost(SOON).until(() -> bridges("Geometry by phone").size() == 1);
        assertEquals(List.of(), bridges("Algebra by phone"));
        assertEquals(code, code("dial-1"));
        String joinUrl = given().get("/lessons/dial-1").then().extract().path("participants[0].joinUrl");
        given().get(joinUrl.replaceFirst("^.*/join/", "/join/"))
                .then()
                .statusCode(200)
                .body(containsString("code " + code));

        put(lesson.put("dialIn", false));
        await().atMost(SOON).until(() -> bridges("Geometry by phone").isEmpty());
        await().atMost(SOON).until(() -> code("dial-1") == null);
    }

    @Test
    void theBridgeOfACancelledLessonGoes() {
        put(lesson("dial-2", "Physics by phone"));
        await().atMost(SOON).until(() -> bridges("Physics by phone").size() == 1);
        given().delete("/lessons/dial-2").then().statusCode(202);
        await().atMost(SOON).until(() -> bridges("Physics by phone").isEmpty());
    }

    @Test
    void aLessonThatWantsNoneGetsNone() {
        ObjectNode lesson = lesson("dial-3", "Chemistry in the room");
        lesson.remove("dialIn");
        put(lesson);
        assertEquals(List.of(), bridges("Chemistry in the room"));
        given().get("/lessons/dial-3").then().body("telephone", equalTo(null));
    }

    @Test
    void contactsAreFoundByWords() {
        JsonNode somebody =
                producer.requestBody("direct:mx.contacts", "", JsonNode.class).get(0);
        given().queryParam("q", somebody.path("ext").asText())
                .get("/phone/contacts")
                .then()
                .statusCode(200)
                .body("items.size()", greaterThan(0));
        given().queryParam("q", "nobody-is-called-so")
                .get("/phone/contacts")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void aCallIsMadeFromTheBrowserAndAWrongOneIsRefusedWithTheFieldNamed() {
        given().contentType("application/json")
                .body("{\"to\": \"+74955550123\"}")
                .post("/phone/calls")
                .then()
                .statusCode(201)
                .header("Location", containsString("/phone/live-calls/"))
                .body("callId", greaterThan(0));
        given().contentType("application/json")
                .body("{\"from\": \"3044\"}")
                .post("/phone/calls")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString("to is missing"));
        given().contentType("application/json")
                .body("[]")
                .post("/phone/calls")
                .then()
                .statusCode(400);
        given().get("/phone/live-calls/987654").then().statusCode(404);
    }

    @Test
    void voicemailOfTheSandboxIsArchivedAndCanBePlayed() {
        await().atMost(SOON)
                .until(() -> !given().get("/phone/voicemails").path("items").equals(List.of()));
        String audio = given().get("/phone/voicemails").path("items[0].audioUrl");
        assertNotNull(audio);
        byte[] sound = given().get(audio)
                .then()
                .statusCode(200)
                .contentType("audio/wav")
                .extract()
                .asByteArray();
        assertEquals("RIFF", new String(sound, 0, 4, java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    void thePageShowsVoicemailAndContactsAndNoCodes() {
        put(lesson("dial-4", "Biology by phone"));
        await().atMost(SOON).until(() -> code("dial-4") != null);
        await().atMost(SOON)
                .until(() -> !given().get("/phone/voicemails").path("items").equals(List.of()));
        String page = given().header("Accept", "text/html")
                .queryParam("q", "a")
                .get("/phone")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertTrue(page.contains("<audio"), page);
        assertTrue(page.contains("Biology by phone"), page);
        assertTrue(!page.contains(code("dial-4")), "whoever sees the page may not therefore dial in");
    }
}

package org.convene.moodle;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.convene.sandbox.BuiltInSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What teachers do in Moodle, and what becomes of their lessons: the sandbox's Moodle, the hub, the sandbox's Teleboss. */
@QuarkusTest
@TestProfile(MoodleLessonsTest.Profile.class)
class MoodleLessonsTest {
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return MoodleAtHand.settings("moodle-lessons");
        }
    }

    private static final long TOMORROW =
            Instant.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.DAYS).getEpochSecond();
    private static int rounds;

    @Inject
    BuiltInSandbox sandbox;

    private MoodleAtHand moodle;
    /** Numbers of this test's own: what another left may still vanish. */
    private int base;

    @BeforeEach
    void scene() {
        moodle = new MoodleAtHand(sandbox.moodleUrl().orElseThrow());
        base = 100 * ++rounds;
        moodle.put(
                "courses",
                row("{'id':%d,'shortname':'alg','fullname':'Algebra & more','categoryid':3,'visible':1}", 1));
        moodle.put("users", row("{'id':%d,'fullname':'Anna Petrova','email':'anna@school.example'}", 1));
        moodle.put("users", row("{'id':%d,'fullname':'Ivan Ivanov','email':'ivan@school.example'}", 2));
        moodle.put("users", row("{'id':%d,'fullname':'Olga Orlova','email':'olga@school.example'}", 3));
        enrol(1, "editingteacher");
        enrol(2, "student");
        enrol(3, "student");
    }

    @AfterEach
    void leaveNothing() {
        moodle.put("faults", "[]");
        moodle.put("withheld", "[]");
        for (JsonNode event : moodle.get("events")) {
            moodle.remove("events/" + event.path("id").asLong());
        }
    }

    /** Each place of the pattern is the number of this test's scene plus the number that is given. */
    private String row(String pattern, int... numbers) {
        Object[] places = new Object[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            places[i] = base + numbers[i];
        }
        return pattern.formatted(places);
    }

    private void enrol(int user, String role) {
        moodle.put("enrolments", row("{'id':%d,'userid':%d,'courseid':%d,'role':'" + role + "'}", user, user, 1));
    }

    private void event(int number, String name, long start, String more) {
        moodle.put(
                "events",
                row("{'id':%d,'courseid':%d,'name':'", number, 1)
                        + "%s','timestart':%d,'timeduration':2700,'eventtype':'course'%s}"
                                .formatted(name, start, more));
    }

    private String id(int event) {
        return "moodle-" + (base + event);
    }

    private JsonNode lesson(int event) {
        Response answer = given().get("/lessons/" + id(event));
        try {
            return answer.statusCode() == 200
                    ? MoodleAtHand.JSON.readTree(answer.asString())
                    : MoodleAtHand.JSON.missingNode();
        } catch (Exception noJson) {
            throw new AssertionError(noJson);
        }
    }

    private JsonNode until(int event, Predicate<JsonNode> wanted) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> lesson(event), wanted);
    }

    private JsonNode ready(int event) {
        return until(event, lesson -> lesson.path("state").asText().equals("ready"));
    }

    private static List<String> people(JsonNode lesson) {
        List<String> people = new ArrayList<>();
        lesson.path("participants")
                .forEach(one -> people.add(
                        one.path("name").asText() + " " + one.path("role").asText()));
        return people;
    }

    private JsonNode health() throws Exception {
        String all = given().get("/q/health/ready").asString();
        for (JsonNode check : MoodleAtHand.JSON.readTree(all).path("checks")) {
            if (check.path("name").asText().equals("moodle")) {
                return check.path("data");
            }
        }
        throw new AssertionError(all);
    }

    @Test
    void anEventInTheCalendarOfACourseBecomesALessonWithARoomAndLinks() {
        event(1, "Fractions & more", TOMORROW, "");

        JsonNode lesson = ready(1);
        assertEquals("Fractions & more", lesson.path("title").asText());
        assertEquals("Algebra & more", lesson.path("course").path("name").asText());
        assertEquals(
                Instant.ofEpochSecond(TOMORROW),
                Instant.parse(lesson.path("startsAt").asText()));
        assertEquals(List.of("Anna Petrova teacher", "Ivan Ivanov student", "Olga Orlova student"), people(lesson));
        assertTrue(lesson.path("room").path("id").isTextual(), lesson::toString);
        assertTrue(lesson.path("participants").path(1).path("joinUrl").asText().contains("/join/"));
    }
}

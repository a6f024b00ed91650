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
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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

    @Test
    void whatATeacherChangesInTheEventReachesTheLessonAndLinksStay() {
        event(1, "Fractions", TOMORROW, "");
        String link = ready(1).path("participants").path(1).path("joinUrl").asText();
        event(1, "Roots", TOMORROW + 7200, "");
        JsonNode moved = until(1, lesson -> lesson.path("title").asText().equals("Roots"));
        assertEquals(
                Instant.ofEpochSecond(TOMORROW + 7200),
                Instant.parse(moved.path("startsAt").asText()));
        assertEquals(link, moved.path("participants").path(1).path("joinUrl").asText());
    }

    @Test
    void whoIsSuspendedOrEnrolledLateLeavesAndJoinsTheLesson() {
        event(1, "Fractions", TOMORROW, "");
        ready(1);
        moodle.put("enrolments", row("{'id':%d,'userid':%d,'courseid':%d,'role':'student','suspended':true}", 2, 2, 1));
        moodle.put("users", row("{'id':%d,'fullname':'Pyotr Popov','email':'p@school.example'}", 4));
        enrol(4, "student");
        JsonNode lesson = until(1, one -> people(one).contains("Pyotr Popov student"));
        assertEquals(List.of("Anna Petrova teacher", "Olga Orlova student", "Pyotr Popov student"), people(lesson));
    }

    @Test
    void aDeadlineIsNoLesson() {
        event(1, "Fractions", TOMORROW, "");
        event(2, "Hand in", TOMORROW, ",'timeduration':0");
        ready(1);
        assertTrue(lesson(2).isMissingNode());
    }

    @Test
    void anEventThatIsDeletedCancelsItsLesson() {
        for (int number = 1; number <= 8; number++) {
            event(number, "Lesson " + number, TOMORROW + number * 3600, "");
        }
        for (int number = 1; number <= 8; number++) {
            ready(number);
        }
        moodle.remove("events/" + (base + 3));
        until(3, lesson -> lesson.path("state").asText().equals("cancelled"));
        assertEquals("ready", lesson(4).path("state").asText());
    }

    @Test
    void manyLessonsThatVanishAtOnceStayUntilSomebodyBelievesIt() {
        for (int number = 1; number <= 20; number++) {
            event(number, "Lesson " + number, TOMORROW + number * 3600, "");
        }
        for (int number = 1; number <= 20; number++) {
            ready(number);
        }
        moodle.put("faults", "[{'path':'/webservice/**','status':503}]");
        for (int number = 1; number <= 20; number++) {
            moodle.remove("events/" + (base + number));
        }
        moodle.put("faults", "[]");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/sources/moodle").path("held"), held -> (int) held >= 20);
        assertEquals("ready", lesson(1).path("state").asText());
        given().post("/sources/moodle/sync?vanished=perhaps").then().statusCode(400);
        given().post("/sources/moodle/sync?vanished=believe").then().statusCode(202);
        until(20, lesson -> lesson.path("state").asText().equals("cancelled"));
    }

    @Test
    void aTokenThatMoodleDoesNotAcceptIsToldOfAndLessonsStay() {
        event(1, "Fractions", TOMORROW, "");
        ready(1);
        moodle.put(
                "faults",
                "[{'path':'/webservice/**','status':200,'body':{'exception':'core\\\\exception\\\\moodle_exception',"
                        + "'errorcode':'invalidtoken','message':'Invalid token - token not found'}}]");
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> String.valueOf(
                                (Object) given().get("/sources/moodle").path("problem")),
                        words -> words.contains("check convene.moodle.token"));
        assertEquals("ready", lesson(1).path("state").asText());
        moodle.put("faults", "[]");
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> String.valueOf(
                                (Object) given().get("/sources/moodle").path("problem")),
                        words -> !words.contains("convene.moodle.token"));
    }

    @Test
    void whatDidNotChangeCostsOneRequestForManyCoursesAndNoCallOfTheVendor() {
        event(1, "Fractions", TOMORROW, "");
        JsonNode before = ready(1);
        long asked = moodle.calls("core_calendar_get_calendar_events");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> moodle.calls("core_calendar_get_calendar_events") > asked + 3);
        assertEquals(before.path("updatedAt"), lesson(1).path("updatedAt"));
    }

    @Test
    void aCourseThatNobodyFollowsIsNotFound() {
        given().post("/sources/moodle/sync?course=999999").then().statusCode(404);
        given().post("/sources/moodle/sync").then().statusCode(202);
    }

    @Test
    void whatTheDocumentationSetsIsWhatThisTestRunsWith() throws Exception {
        String page = Files.readString(Path.of("docs/sources-moodle.md"));
        Properties block = new Properties();
        block.load(new StringReader(page.split("```properties")[1].split("```")[0]));
        Map<String, String> settings = MoodleAtHand.settings("any");
        assertEquals(2, block.size());
        block.forEach((key, value) -> assertEquals(value, settings.get(key)));
    }
}

package org.convene.delivery;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.junit.jupiter.api.Test;

/** An LMS that says no: a person learns of it, and is led to the lesson. */
@QuarkusTest
@TestProfile(RefusingLmsTest.Refused.class)
class RefusingLmsTest {
    @Inject
    Deliveries deliveries;

    @Inject
    Ledger ledger;

    public static class Refused implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "convene.data-dir", "target/refusing-lms",
                    "convene.demo.samples", "",
                    "convene.teleboss.url", "",
                    "convene.teleboss.patrol", "24h",
                    "convene.lms.callback-secret", "whsec_YSBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyBhdCBhbGw=",
                    "quarkus.datasource.jdbc.url", "jdbc:h2:mem:refusing-lms",
                    "quarkus.http.test-port", "0");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Lms.class));
        }
    }

    /** Knows no such address. */
    public static class Lms implements QuarkusTestResourceLifecycleManager {
        private HttpServer server;

        @Override
        public Map<String, String> start() {
            try {
                server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            } catch (IOException noPort) {
                throw new IllegalStateException(noPort);
            }
            server.createContext("/", request -> {
                request.getRequestBody().readAllBytes();
                request.sendResponseHeaders(404, -1);
                request.close();
            });
            server.start();
            return Map.of(
                    "convene.lms.callback-url",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/convene");
        }

        @Override
        public void stop() {
            server.stop(0);
        }
    }

    private Booking planned(String id) throws Exception {
        ObjectNode lesson = JsonNodeFactory.instance
                .objectNode()
                .put("title", "Algebra, 7B")
                .put("startsAt", "2026-11-23T09:00:00+03:00")
                .put("endsAt", "2026-11-23T09:45:00+03:00");
        lesson.putArray("participants")
                .addObject()
                .put("id", "t-1")
                .put("name", "Anna Petrova")
                .put("role", "teacher");
        given().contentType(ContentType.JSON)
                .body(lesson.toString())
                .put("/lessons/{id}", id)
                .then()
                .statusCode(202);
        return ledger.find(Booking.LESSON, id).orElseThrow();
    }

    @Test
    void whatTheLmsRefusesWaitsInQuarantineWithWordsAndTheLesson() throws Exception {
        // longer than a delivery's own id can tell
        String id = "alg-7b-" + "x".repeat(185);
        ObjectNode recordings = JsonNodeFactory.instance.objectNode().put("lesson", id);
        recordings.putArray("recordings").addObject().put("id", "r1");
        deliveries
                .tell(planned(id), "recordings.ready", recordings)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        await("the delivery is in quarantine")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().queryParam("kind", "delivery")
                        .get("/quarantine")
                        .then()
                        .body("items", hasSize(1)));
        given().queryParam("kind", "delivery")
                .get("/quarantine")
                .then()
                .statusCode(200)
                .body("items.lesson", contains(id))
                .body("items.failure", contains("refused"))
                .body("items.attempts", contains(1))
                .body(
                        "items[0].reason",
                        equalTo("the LMS answered 404 to recordings.ready,"
                                + " correct convene.lms.callback-url or the LMS, then replay"))
                .body("items[0].advice", containsString("then replay"));
        given().accept("text/html")
                .get("/quarantine?kind=delivery")
                .then()
                .statusCode(200)
                .body(containsString("href=\"/lessons/" + id + "\""))
                .body(containsString("delivery of Algebra, 7B"));
    }
}

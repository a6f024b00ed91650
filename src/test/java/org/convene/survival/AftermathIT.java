package org.convene.survival;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.convene.process.Http;
import org.convene.process.HubProcess;
import org.convene.process.SandboxProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many lessons end while webhooks are lost, doubled, late and out of order: everything they left behind is archived, each
 * thing once, and the LMS hears of it. Two simulated hours are twenty seconds here. {@code -Dconvene.aftermath.meetings}
 * says how many lessons.
 */
class AftermathIT {
    private static final int MEETINGS = Integer.getInteger("convene.aftermath.meetings", 40);
    private static final Duration PATIENCE = Duration.ofSeconds(240 + MEETINGS / 2);
    private static final byte[] KEY = "a key of thirty-two bytes at all".getBytes(StandardCharsets.UTF_8);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SandboxProcess VENDOR = SandboxProcess.of("aftermath-vendor", "delay=5");

    /** What the LMS heard, by message id. */
    private static final Map<String, JsonNode> HEARD = new ConcurrentHashMap<>();

    @TempDir
    static Path data;

    private static HttpServer lms;
    private static HubProcess hub;

    @BeforeAll
    static void start() throws IOException {
        VENDOR.start();
        lms = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        lms.createContext("/", AftermathIT::hear);
        lms.start();
        Map<String, String> environment = new HashMap<>(VENDOR.environment(data));
        environment.put("CONVENE_ARCHIVE_SETTLE", "1s");
        environment.put("CONVENE_ARCHIVE_WATCH", "1s");
        environment.put("CONVENE_TELEBOSS_WEBHOOK_WATCH", "1s");
        environment.put("CONVENE_TELEBOSS_OPERATIONS_EXTERNAL_USER_META", "");
        environment.put(
                "CONVENE_LMS_CALLBACK_URL",
                "http://127.0.0.1:" + lms.getAddress().getPort() + "/convene");
        environment.put(
                "CONVENE_LMS_CALLBACK_SECRET", "whsec_" + Base64.getEncoder().encodeToString(KEY));
        hub = HubProcess.of("aftermath-hub", environment).start();
    }

    @AfterAll
    static void end() {
        hub.close();
        VENDOR.close();
        lms.stop(0);
    }

    /** An LMS that is away for the first attempt at each message, and believes only what is signed. */
    private static void hear(HttpExchange request) throws IOException {
        byte[] body = request.getRequestBody().readAllBytes();
        String id = request.getRequestHeaders().getFirst("webhook-id");
        String time = request.getRequestHeaders().getFirst("webhook-timestamp");
        String signature = request.getRequestHeaders().getFirst("webhook-signature");
        int status = 401;
        if (signature.equals("v1," + signed(id + "." + time + "." + new String(body, StandardCharsets.UTF_8)))) {
            status = HEARD.put(id, JSON.readTree(body)) == null ? 503 : 204;
        }
        request.sendResponseHeaders(status, -1);
        request.close();
    }

    private static String signed(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void everyReportAndRecordingIsArchivedOnceAndTheLmsHearsOfIt() throws Exception {
        // soon: only a lesson that is over can be complete
        Instant ends = Instant.now().plusSeconds(30 + MEETINGS / 8);
        List<String> ids =
                IntStream.range(0, MEETINGS).mapToObj("after-%04d"::formatted).toList();
        ids.forEach(id -> assertTrue(hub.put(lesson(id, ends)).ok()));
        ids.forEach(id -> await(id + " has a room")
                .atMost(PATIENCE)
                .until(() -> hub.lesson(id).path("state").asText().equals("ready")));
        await("the webhook is registered")
                .atMost(PATIENCE)
                .until(() -> VENDOR.state().path("webhooks").size() == 1);
        VENDOR.faults("""
                [{"event":"*","action":"lose","probability":0.3,"seed":1},
                 {"event":"*","action":"double","probability":0.2,"seed":2},
                 {"event":"*","action":"shuffle","delayMillis":20000,"seed":3}]""");
        Random random = new Random(7);
        for (String id : ids) {
            tookPlace(hub.lesson(id).path("room").path("id").asText(), id, random);
        }

        JsonNode hooks = VENDOR.state().path("hookCounters");
        assertTrue(hooks.path("lose").asInt() > 0 && hooks.path("double").asInt() > 0, hooks::toString);

        for (String id : ids) {
            await(id + " is archived").atMost(PATIENCE).untilAsserted(() -> {
                JsonNode archive = hub.get("/lessons/" + id + "/recordings").json();
                assertTrue(
                        archive.path("complete").asBoolean()
                                && archive.path("missing").isEmpty(),
                        archive::toString);
                assertEquals(1, archive.path("recordings").size(), archive::toString);
            });
        }
        await("the gap is closed")
                .atMost(PATIENCE)
                .until(() -> hub.get("/q/metrics").body().lines().anyMatch("convene_archive_gap 0.0"::equals));
        ids.forEach(AftermathIT::isWhole);
        assertEquals(MEETINGS, count(".mp4"), "one object for each recording");
        assertEquals(MEETINGS, count(".xlsx"));
        assertTrue(
                hub.get("/q/metrics")
                        .body()
                        .lines()
                        .anyMatch(line ->
                                line.startsWith("convene_webhook_events_total") && line.contains("outcome=\"heard\"")),
                "some webhooks came through");
        await("the LMS heard of attendance and recordings of each lesson")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertEquals(2 * MEETINGS, HEARD.size()));
        assertEquals(
                MEETINGS,
                HEARD.values().stream()
                        .filter(message -> message.path("type").asText().equals("attendance.ready"))
                        .map(message -> message.at("/data/lesson/id").asText())
                        .distinct()
                        .count());
    }

    private static ObjectNode lesson(String id, Instant ends) {
        ObjectNode lesson = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("title", "Lesson " + id)
                .put("type", "lesson")
                .put("startsAt", ends.minusSeconds(2700).toString())
                .put("endsAt", ends.toString())
                .put("recording", true);
        lesson.putArray("participants")
                .addObject()
                .put("id", "t-" + id)
                .put("name", "Anna")
                .put("role", "teacher");
        return lesson;
    }

    /** A call with one recording; report and recording are ready some seconds later. */
    private static void tookPlace(String room, String id, Random random) {
        Instant now = Instant.now();
        ObjectNode call = JsonNodeFactory.instance
                .objectNode()
                .put("startedAt", now.minusSeconds(1800).toString())
                .put("finishedAt", now.minusSeconds(1).toString())
                .put("reportReadyAfter", "PT2S")
                .put("hooks", true);
        call.putArray("participants")
                .addObject()
                .put("externalUserId", "t-" + id)
                .put("name", "Anna")
                .put("role", "moderator")
                .put("joinedAt", now.minusSeconds(1800).toString())
                .put("leftAt", now.minusSeconds(1).toString());
        call.putArray("records")
                .addObject()
                .put("size", 1000 + random.nextInt(300_000))
                .put("readyAfter", "PT" + random.nextInt(4) + "S");
        assertEquals(
                201,
                Http.send("POST", VENDOR.url() + "/backoffice/rooms/" + room + "/calls", call)
                        .status());
    }

    private static void isWhole(String lesson) {
        for (JsonNode recording :
                hub.get("/lessons/" + lesson + "/recordings").json().path("recordings")) {
            Path file = data.resolve("archive").resolve(recording.path("name").asText());
            try {
                assertEquals(recording.path("size").asLong(), Files.size(file));
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                assertEquals(recording.path("sha256").asText(), HexFormat.of().formatHex(hash));
            } catch (IOException | java.security.NoSuchAlgorithmException unreadable) {
                throw new AssertionError(unreadable);
            }
        }
    }

    private static long count(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("archive"))) {
            return files.filter(file -> file.toString().endsWith(ending)).count();
        }
    }
}

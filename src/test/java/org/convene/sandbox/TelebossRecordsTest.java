package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.convene.StillClock;
import org.convene.sandbox.SandboxClient.Reply;
import org.convene.sandbox.teleboss.TelebossSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A record of the sandbox")
class TelebossRecordsTest {

    private static final long HUGE = 5L * 1024 * 1024 * 1024 + 7;

    private final StillClock clock = new StillClock(Instant.parse("2026-09-02T08:00:00Z"));
    private final Vertx vertx = Vertx.vertx();
    private Teleboss teleboss;
    private String room;

    @BeforeEach
    void start() {
        teleboss = new Teleboss(vertx, TelebossSettings.standard(), clock);
        room = teleboss.room(teleboss.space(), "Algebra");
    }

    @AfterEach
    void stop() {
        teleboss.close();
        vertx.close();
    }

    @Test
    @DisplayName("is listed with the call it belongs to")
    void isListed() {
        JsonNode made = made("{'size':123}");

        JsonNode list = teleboss.get(room + "/records").json();

        assertEquals(1, list.path("total").asInt());
        JsonNode record = list.at("/items/0");
        assertEquals(made.at("/records/0/id"), record.path("id"));
        assertEquals(made.at("/call/id"), record.path("callId"));
        assertEquals(Teleboss.id(room), record.path("roomId").asText());
        assertEquals(made.at("/call/spaceId"), record.path("spaceId"));
        assertEquals(123, record.path("fileSize").asInt());
        assertEquals("new", record.path("state").asText());
        assertEquals("2026-09-01T08:00:00.000Z", record.path("startedAt").asText());
        assertEquals("2026-09-01T08:45:00.000Z", record.path("finishedAt").asText());
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource({
        "dateFrom=2026-09-01, 1",
        "dateFrom=2026-09-02, 0",
        "dateTo=2026-09-01, 1",
        "dateTo=2026-08-31, 0",
        "dateFrom=2026-09-01T08:00:00Z&dateTo=2026-09-01T08:00:00Z, 1",
        "dateFrom=2026-09-01T08:00:00.001Z, 0"
    })
    @DisplayName("is listed between two dates")
    void isListedBetweenDates(String query, int found) {
        made("{}");

        assertEquals(
                found,
                teleboss.get(room + "/records?" + query).json().path("total").asInt());
        assertEquals(422, teleboss.get(room + "/records?dateFrom=soon").status());
    }

    @Test
    @DisplayName("has no size, no end and no link until it is ready")
    void isNotReadyAtOnce() {
        JsonNode record = made("{'size':123,'readyAfter':'PT5S'}").at("/records/0");
        String download = room + "/records/download/" + record.path("id").asText();

        JsonNode early = teleboss.get(room + "/records").json().at("/items/0");
        assertEquals(0, early.path("fileSize").asInt(-1));
        assertFalse(early.has("finishedAt"));
        assertEquals(404, teleboss.get(download).status());

        clock.forward(Duration.ofSeconds(5));
        assertEquals(
                123,
                teleboss.get(room + "/records").json().at("/items/0/fileSize").asInt());
        assertEquals(200, teleboss.get(download).status());
    }

    @Test
    @DisplayName("is downloaded by a link in a text, and is a whole film of a few hundred kilobytes")
    void isDownloaded() throws IOException {
        String link = teleboss.download(room, made("{}").at("/records/0"));

        HttpResponse<byte[]> file = teleboss.fetch(link);

        assertEquals(200, file.statusCode());
        assertEquals(384 * 1024, file.body().length);
        assertEquals("393216", file.headers().firstValue("Content-Length").orElseThrow());
        assertEquals("bytes", file.headers().firstValue("Accept-Ranges").orElseThrow());
        assertEquals("ftyp", new String(file.body(), 4, 4, StandardCharsets.US_ASCII));
        assertArrayEquals(file.body(), teleboss.fetch(link).body());
    }

    @Test
    @DisplayName("is downloaded by a redirect where the vendor answers so")
    void redirects() throws IOException {
        teleboss.put("/backoffice/habits", "{\"redirectsDownloads\":true}");

        Reply reply = teleboss.get(
                room + "/records/download/" + made("{}").at("/records/0/id").asText());

        assertEquals(302, reply.status());
        String link = reply.http().headers().firstValue("Location").orElseThrow();
        assertEquals(200, teleboss.fetch(link).statusCode());
    }

    @Test
    @DisplayName("has links that end after 24 hours, or when the back office says so")
    void expires() throws IOException {
        JsonNode record = made("{}").at("/records/0");
        String link = teleboss.download(room, record);

        clock.forward(Duration.ofHours(24).minusMillis(1));
        assertEquals(200, teleboss.fetch(link).statusCode());
        clock.forward(Duration.ofMillis(1));
        assertEquals(403, teleboss.fetch(link).statusCode());

        String another = teleboss.download(room, record);
        assertEquals(200, teleboss.fetch(another).statusCode());
        teleboss.delete("/backoffice/records/" + record.path("id").asText() + "/links");
        assertEquals(403, teleboss.fetch(another).statusCode());
        assertEquals(403, teleboss.fetch(link.replaceAll("\\?.*", "")).statusCode());
        assertEquals(200, teleboss.fetch(teleboss.download(room, record)).statusCode());
    }

    @ParameterizedTest(name = "{0} of 1000")
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 100",
        "bytes=17-, 17, 983",
        "bytes=999-, 999, 1",
        "bytes=990-2000, 990, 10",
        "bytes=-10, 990, 10",
        "bytes=-2000, 0, 1000"
    })
    @DisplayName("gives the part of its file that is asked for")
    void givesParts(String range, int from, int length) throws IOException {
        String link = teleboss.download(room, made("{'size':1000}").at("/records/0"));
        byte[] whole = teleboss.fetch(link).body();

        HttpResponse<byte[]> part = teleboss.fetch(link, "Range", range);

        assertEquals(206, part.statusCode());
        assertEquals(
                "bytes " + from + "-" + (from + length - 1) + "/1000",
                part.headers().firstValue("Content-Range").orElseThrow());
        assertArrayEquals(Arrays.copyOfRange(whole, from, from + length), part.body());
    }

    @ParameterizedTest(name = "{0} is answered with {1}")
    @CsvSource({
        "bytes=1000-, 416",
        "bytes=1000-1001, 416",
        "bytes=-0, 416",
        "bytes=5-3, 200",
        "bytes=-, 200",
        "'bytes=0-1,5-6', 200",
        "lines=0-1, 200"
    })
    @DisplayName("has no part outside its file, and ignores a range that makes no sense")
    void hasNoPartOutside(String range, int status) throws IOException {
        String link = teleboss.download(room, made("{'size':1000}").at("/records/0"));

        HttpResponse<byte[]> reply = teleboss.fetch(link, "Range", range);

        assertEquals(status, reply.statusCode());
        assertEquals(status == 416 ? 0 : 1000, reply.body().length);
        if (status == 416) {
            assertEquals(
                    "bytes */1000", reply.headers().firstValue("Content-Range").orElseThrow());
        }
    }

    @Test
    @DisplayName("gives a part only of the file the asker has begun with")
    void comparesTags() throws IOException {
        JsonNode record = made("{'size':1000}").at("/records/0");
        String link = teleboss.download(room, record);
        String tag = teleboss.fetch(link).headers().firstValue("ETag").orElseThrow();

        assertEquals(
                206, teleboss.fetch(link, "Range", "bytes=5-", "If-Range", tag).statusCode());
        teleboss.put("/backoffice/records/" + record.path("id").asText(), "{\"size\":900}");
        HttpResponse<byte[]> other = teleboss.fetch(link, "Range", "bytes=5-", "If-Range", tag);
        assertEquals(200, other.statusCode());
        assertEquals(900, other.body().length);
    }

    @Test
    @DisplayName("may be larger than any memory, and its far end is as near as its beginning")
    void isHuge() throws IOException {
        String link = teleboss.download(room, made("{'size':" + HUGE + "}").at("/records/0"));

        Reply head = teleboss.exchange(
                HttpRequest.newBuilder(URI.create(link)).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        HttpResponse<byte[]> end = teleboss.fetch(link, "Range", "bytes=" + (HUGE - 200_000) + "-");
        HttpResponse<byte[]> last = teleboss.fetch(link, "Range", "bytes=-3");

        assertEquals(
                String.valueOf(HUGE),
                head.http().headers().firstValue("Content-Length").orElseThrow());
        assertEquals(206, end.statusCode());
        assertEquals(200_000, end.body().length);
        assertArrayEquals(Arrays.copyOfRange(end.body(), 199_997, 200_000), last.body());
        assertEquals(416, teleboss.fetch(link, "Range", "bytes=" + HUGE + "-").statusCode());
    }

    @Test
    @DisplayName("begins by itself when a moderator comes in, and ends with the call")
    void beginsByItself() {
        teleboss.put(room, "{\"name\":\"Algebra\",\"isAutoRecordingAllowed\":true}");
        teleboss.open(teleboss.link(room, "{\"username\":\"Ivan\",\"role\":\"user\"}"));
        assertEquals(0, records());
        teleboss.open(teleboss.link(room, "{\"username\":\"Anna\",\"role\":\"moderator\"}"));
        assertEquals(1, records());

        clock.forward(Duration.ofMinutes(45));
        teleboss.post("/backoffice/rooms/" + Teleboss.id(room) + "/call", "{\"action\":\"finish\"}");

        JsonNode record = teleboss.get(room + "/records").json().at("/items/0");
        assertEquals("2026-09-02T08:45:00.000Z", record.path("finishedAt").asText());
        assertEquals(384 * 1024, record.path("fileSize").asInt());
    }

    @Test
    @DisplayName("is started and stopped through the API while a call is running")
    void isStarted() {
        assertEquals(409, teleboss.post(room + "/records/start", "").status());
        teleboss.post("/backoffice/rooms/" + Teleboss.id(room) + "/call", "{\"action\":\"start\"}");
        assertEquals(409, teleboss.post(room + "/records/stop", "").status());
        assertEquals(200, teleboss.post(room + "/records/start", "").status());
        assertEquals(409, teleboss.post(room + "/records/start", "").status());
        clock.forward(Duration.ofSeconds(3));
        assertEquals(200, teleboss.post(room + "/records/stop", "").status());
        assertEquals(1, records());

        teleboss.put(room, "{\"name\":\"Algebra\",\"isRecordAllowed\":false}");
        assertEquals(403, teleboss.post(room + "/records/start", "").status());
    }

    @Test
    @DisplayName("goes with its room")
    void goesWithItsRoom() throws IOException {
        String link = teleboss.download(room, made("{}").at("/records/0"));
        teleboss.delete(room);

        assertEquals(404, teleboss.get(room + "/records").status());
        assertEquals(404, teleboss.fetch(link).statusCode());
    }

    @Test
    @DisplayName("comes broken as often as the fault script says, then whole")
    void comesBroken() throws IOException {
        String link = teleboss.download(room, made("{'size':200000}").at("/records/0"));
        teleboss.play("""
                [{"path":"/files/*","times":1,"action":"cut","bytes":100000},
                {"path":"/files/*","times":1,"action":"insert","bytes":150000},
                {"path":"/files/*","times":1,"action":"length","bytes":10},
                {"path":"/files/*","times":1,"action":"length","bytes":-10},
                {"path":"/files/*","times":1,"status":503}]""");

        assertThrows(IOException.class, () -> teleboss.fetch(link));
        assertThrows(IOException.class, () -> teleboss.fetch(link));
        assertThrows(IOException.class, () -> teleboss.fetch(link));
        assertEquals(199_990, teleboss.fetch(link).body().length);
        assertEquals(503, teleboss.fetch(link).statusCode());
        assertEquals(200_000, teleboss.fetch(link).body().length);
    }

    @Test
    @DisplayName("comes with bytes that do not belong there, when the fault script says so")
    void comesWithRubbish() throws IOException {
        String link = teleboss.download(room, made("{'size':1000}").at("/records/0"));
        byte[] whole = teleboss.fetch(link).body();
        teleboss.play("[{\"path\":\"/files/*\",\"times\":1,\"action\":\"insert\",\"bytes\":990}]");

        byte[] spoiled = teleboss.fetch(link).body();

        assertEquals(1000, spoiled.length);
        assertArrayEquals(Arrays.copyOf(whole, 990), Arrays.copyOf(spoiled, 990));
        assertTrue(new String(spoiled, 990, 10, StandardCharsets.UTF_8).startsWith("<html>"));
    }

    @Test
    @DisplayName("comes slowly when the fault script says so")
    void comesSlowly() throws IOException {
        String link = teleboss.download(room, made("{'size':4000}").at("/records/0"));
        teleboss.play("[{\"path\":\"/files/*\",\"times\":1,\"bytesPerSecond\":8000}]");

        long began = System.nanoTime();
        assertEquals(4000, teleboss.fetch(link).body().length);
        assertTrue(System.nanoTime() - began > 400_000_000L);
    }

    private JsonNode made(String record) {
        return teleboss.call(
                room,
                "{'startedAt':'2026-09-01T08:00:00Z','finishedAt':'2026-09-01T08:45:00Z','records':[" + record + "]}");
    }

    private int records() {
        return teleboss.get(room + "/records").json().path("total").asInt();
    }
}

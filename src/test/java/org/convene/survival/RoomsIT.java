package org.convene.survival;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.convene.process.Http;
import org.convene.process.HubProcess;
import org.convene.sandbox.stage.Sandbox;
import org.convene.sandbox.terminal.TerminalSandbox;
import org.convene.sandbox.terminal.TerminalSettings;
import org.convene.sandbox.trueconf.TrueConfSandbox;
import org.convene.sandbox.trueconf.TrueConfSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Meetings in rooms begin in the room: a published calendar, the packaged hub, and the sandbox's server and terminals in
 * this process, so that they outlive the hub.
 */
class RoomsIT {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration ON_TIME = Duration.ofSeconds(5);
    private static final List<String> ROOMS = List.of("hall", "library", "office", "lab", "studio");
    private static final Vertx VERTX = Vertx.vertx();

    /** The lines of each event, by UID. */
    private static final Map<String, String> CALENDAR = new ConcurrentHashMap<>();

    private static TerminalSandbox terminals;
    private static TrueConfSandbox server;
    private static HttpServer calendar;

    @TempDir
    Path data;

    /** Each test has meetings of its own. */
    private final String run = Long.toString(System.nanoTime(), 36);

    private HubProcess hub;

    @BeforeAll
    static void open() throws Exception {
        terminals = new TerminalSandbox(VERTX, TerminalSettings.standard().withNames(ROOMS));
        listen(terminals);
        server = new TrueConfSandbox(VERTX, TrueConfSettings.standard(), Clock.systemUTC(), terminals);
        listen(server);
        calendar = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        calendar.createContext("/rooms.ics", request -> {
            byte[] text = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n"
                            + String.join("", CALENDAR.values())
                            + "END:VCALENDAR\r\n")
                    .getBytes(StandardCharsets.UTF_8);
            request.getResponseHeaders().set("Content-Type", "text/calendar; charset=utf-8");
            request.sendResponseHeaders(200, text.length);
            try (OutputStream body = request.getResponseBody()) {
                body.write(text);
            }
        });
        calendar.start();
    }

    private static void listen(Sandbox sandbox) throws Exception {
        sandbox.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() throws Exception {
        calendar.stop(0);
        server.close();
        terminals.close();
        VERTX.close();
    }

    @AfterEach
    void stop() {
        hub.close();
        CALENDAR.clear();
    }

    @BeforeEach
    void sendEverybodyHome() {
        backOffice("/reset", "{}");
    }

    private void startHub() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CONVENE_DATA_DIR", data.toString(),
                "CONVENE_TRUECONF_URL", server.url(),
                "CONVENE_TRUECONF_CLIENT_ID", "sandbox-client",
                "CONVENE_TRUECONF_CLIENT_SECRET", "sandbox-secret",
                "CONVENE_CALENDARS__ROOMS__URL",
                        "http://127.0.0.1:" + calendar.getAddress().getPort() + "/rooms.ics",
                "CONVENE_CALENDARS__ROOMS__POLL", "1s",
                "CONVENE_CALENDARS__ROOMS__DELETE_THRESHOLD", "100%",
                "CONVENE_MEETINGS_RELEASE_AFTER", "6s",
                "CONVENE_CALENDARS__ROOMS__OWNER", "anna"));
        ROOMS.forEach(room -> {
            String prefix = "CONVENE_TERMINALS__" + room.toUpperCase(Locale.ROOT) + "__";
            environment.put(prefix + "URL", terminals.url().replace("http", "ws") + "/" + room);
            environment.put(prefix + "LOGIN", room);
            environment.put(prefix + "ADDRESS", room + "@company.example");
        });
        hub = HubProcess.of("rooms-hub", environment).start();
    }

    private void plan(String room, Instant startsAt, Instant endsAt) {
        CALENDAR.put(
                room,
                String.join(
                        "\r\n",
                        List.of(
                                "BEGIN:VEVENT",
                                "UID:" + room + "-" + run + "@rooms",
                                "DTSTAMP:20260101T000000Z",
                                "DTSTART:" + UTC.format(startsAt),
                                "DTEND:" + UTC.format(endsAt),
                                "SUMMARY:Meeting in the " + room,
                                "ORGANIZER;CN=Anna Petrova:mailto:anna.petrova@company.example",
                                "ATTENDEE;CN=Maria Orlova;PARTSTAT=ACCEPTED:mailto:maria.orlova@company.example",
                                "ATTENDEE;CN=Room;PARTSTAT=ACCEPTED:mailto:" + room + "@company.example",
                                "END:VEVENT",
                                "")));
    }

    /** On a whole second, as calendars have it. */
    private static Instant in(int seconds) {
        return Instant.ofEpochSecond(Instant.now().getEpochSecond() + seconds);
    }

    private static JsonNode room(String name) {
        return Http.get(terminals.url() + "/backoffice/terminals/" + name).json();
    }

    private static boolean isIn(String room) {
        return room(room).path("appState").asInt() == 5;
    }

    private static void backOffice(String path, String body) {
        assertTrue(
                Http.send("POST", terminals.url() + "/backoffice" + path, body).ok(), path);
    }

    /** Into the conference, at the server. */
    private void somebodyComes(String room) {
        for (JsonNode meeting : hub.get("/meetings?limit=50").json().path("items")) {
            if (meeting.path("title").asText().equals("Meeting in the " + room)) {
                String conference = meeting.at("/room/id").asText();
                assertTrue(Http.send(
                                "POST",
                                server.url() + "/api/v3.8/conferences/" + conference + "/participants",
                                "{\"participant_id\":\"m.orlova\"}",
                                "Authorization",
                                "Bearer " + TrueConfSettings.standard().secretKey())
                        .ok());
                return;
            }
        }
        throw new AssertionError("there is no meeting in the " + room);
    }

    private void planned(String room, Instant startsAt) {
        await(room + " is planned")
                .atMost(Duration.ofSeconds(20))
                .until(() -> hub.get("/meetings?limit=50").json().path("items").findValuesAsText("startsAt").stream()
                        .anyMatch(time -> Instant.parse(time).equals(startsAt)));
    }

    private static void isInOnTime(String room, Instant due) {
        isIn(room, due.plus(ON_TIME));
        assertTrue(!Instant.now().isBefore(due), room + " came before its time");
    }

    private static void isIn(String room, Instant latest) {
        await(room + " is in its meeting")
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.between(Instant.now(), latest))
                .until(() -> isIn(room));
    }

    @Test
    void meetingsBeginInTheirRoomsWhateverHappensJustBefore() {
        startHub();
        Instant start = in(14);
        Instant end = start.plusSeconds(14);
        plan("hall", start, end);
        plan("library", start, end);
        plan("office", start, end);
        plan("lab", start.plusSeconds(300), end.plusSeconds(300));
        backOffice("/terminals/studio/ring", "{\"from\":\"boris\",\"type\":1,\"title\":\"Meeting in the studio\"}");
        ROOMS.subList(0, 3).forEach(room -> planned(room, start));
        planned("lab", start.plusSeconds(300));

        await().atMost(Duration.ofSeconds(30)).until(() -> !Instant.now().isBefore(start.minusSeconds(8)));
        plan("lab", start, end);
        await().atMost(Duration.ofSeconds(30)).until(() -> !Instant.now().isBefore(start.minusMillis(100)));
        backOffice("/terminals/library/drop", "{\"how\":\"reset\"}");

        isInOnTime("hall", start);
        isInOnTime("lab", start);
        isIn("library", start.plus(ON_TIME).plus(ON_TIME));
        assertEquals(4, room("studio").path("appState").asInt(), "nobody answers for the people in the studio");

        // people in the office go home, and are not called back
        isIn("office", start.plus(ON_TIME).plus(ON_TIME));
        backOffice("/terminals/office/end", "{}");
        somebodyComes("hall");

        // nobody came to the lab, somebody to the hall
        await("the lab is released").atMost(Duration.ofSeconds(15)).until(() -> !isIn("lab"));
        assertTrue(isIn("hall"), "somebody is there");
        await("the meeting is over in the hall").atMost(Duration.ofSeconds(25)).until(() -> !isIn("hall"));
        assertTrue(!Instant.now().isBefore(end), "the hall left too early");
        assertTrue(!isIn("office"), "the office was called back");
    }

    @Test
    void aHubThatIsKilledJustBeforeTheStartBeginsTheMeetingAsSoonAsItIsBack() {
        startHub();
        Instant start = in(12);
        plan("hall", start, start.plusSeconds(60));
        planned("hall", start);
        await().atMost(Duration.ofSeconds(30)).until(() -> !Instant.now().isBefore(start.minusSeconds(1)));
        hub.kill();
        hub.start();
        isIn("hall", Instant.now().plus(ON_TIME));
    }

    @Test
    void aHubThatIsKilledDuringTheMeetingLeavesItAtItsEnd() {
        startHub();
        Instant start = in(10);
        Instant end = start.plusSeconds(30);
        plan("hall", start, end);
        planned("hall", start);
        isInOnTime("hall", start);
        somebodyComes("hall");
        hub.kill();
        hub.start();
        assertTrue(isIn("hall"), "a hub that is away ends nothing");
        await("the meeting is over").atMost(Duration.ofSeconds(60)).until(() -> !isIn("hall"));
        assertTrue(!Instant.now().isBefore(end), "it left too early");
    }
}

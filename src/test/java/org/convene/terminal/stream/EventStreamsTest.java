package org.convene.terminal.stream;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.convene.terminal.TerminalEvent;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.terminal.desk.PretendTerminal;
import org.convene.terminal.desk.PretendTerminals;
import org.convene.terminal.desk.TerminalsProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that read along what terminals say. Ten events of each terminal are kept here, and twenty of all together. */
@QuarkusTest
@TestProfile(EventStreamsTest.Alone.class)
class EventStreamsTest {
    /** Of its own: an application that ended cannot be started again beside others. */
    public static class Alone extends TerminalsProfile {}

    private static final int KEPT = 10;
    private static final int KEPT_OF_ALL = 20;

    @TestHTTPResource
    String address;

    @Inject
    PretendTerminals terminals;

    @Inject
    EventLog log;

    private final List<StreamClient> clients = new ArrayList<>();
    private PretendTerminal room;
    private PretendTerminal other;

    @BeforeEach
    void meet() {
        String test = Long.toString(System.nanoTime());
        room = terminals.add("room-a-" + test);
        other = terminals.add("room-b-" + test);
        await("nobody reads yet").atMost(Duration.ofSeconds(20)).until(() -> log.readers() == 0);
    }

    @AfterEach
    void leave() {
        clients.forEach(StreamClient::close);
        terminals.clear();
    }

    private StreamClient reads(String path, String... lastEventId) {
        StreamClient client =
                new StreamClient(address.replaceAll("/$", "") + path, lastEventId.length == 0 ? "" : lastEventId[0]);
        clients.add(client);
        return client;
    }

    private String events(PretendTerminal terminal) {
        return "/terminals/" + terminal.name() + "/events";
    }

    private static void says(PretendTerminal terminal, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(i -> terminal.says("micMuteChanged", "n", String.valueOf(i)));
    }

    private static List<String> numbers(StreamClient client) {
        return client.events().stream()
                .map(event -> event.data().at("/body/n").asText())
                .toList();
    }

    @Test
    void aReaderHearsWhatATerminalSaysFromNowOn() {
        room.says("appStateChanged", "before", "that");
        StreamClient reader = reads(events(room));
        other.says("somethingElse");
        room.says("conferenceCreated", "confId", "c-1");
        StreamClient.Event event = reader.events(1).get(0);
        assertEquals(List.of("conferenceCreated"), reader.names());
        assertEquals(room.name(), event.data().path("terminal").asText());
        assertEquals(2, event.data().path("number").asInt());
        assertEquals("c-1", event.data().at("/body/confId").asText());
        assertEquals(event.id(), event.data().path("id").asText());
    }

    @Test
    void aReaderOfAllHearsEveryTerminal() {
        StreamClient reader = reads("/terminals/events");
        room.says("one");
        other.says("two");
        room.says("three");
        reader.events(3);
        assertEquals(List.of("one", "two", "three"), reader.names());
    }

    @Test
    void aReaderMayAskForSomeEventsOnly() {
        StreamClient reader = reads(events(room) + "?events=one,three");
        room.says("one").says("two").says("gap").says("three");
        reader.events(3);
        assertEquals(List.of("one", "gap", "three"), reader.names());
    }

    @Test
    void aPageMayGetEverythingAsAMessage() {
        StreamClient reader = reads(events(room) + "?as=message");
        room.says("one");
        assertEquals("", reader.events(1).get(0).name());
        assertEquals("one", reader.events().get(0).data().path("event").asText());
    }

    @Test
    void whoComesBackHearsWhatItMissed() {
        StreamClient before = reads(events(room));
        says(room, 1, 3);
        before.events(3);
        before.close();
        says(room, 4, 6);
        StreamClient after = reads(events(room), before.lastId());
        says(room, 7, 8);
        after.events(5);
        assertEquals(List.of("4", "5", "6", "7", "8"), numbers(after));
    }

    @Test
    void whoComesBackBeforeAnythingWasSaidMissesNothingEither() {
        StreamClient before = reads(events(room));
        before.close();
        says(room, 1, 2);
        StreamClient after = reads(events(room), before.lastId());
        after.events(2);
        assertEquals(List.of("1", "2"), numbers(after));
    }

    @Test
    void whoComesBackTooLateIsToldOfAGap() {
        StreamClient before = reads(events(room));
        says(room, 1, 1);
        before.events(1);
        before.close();
        says(room, 2, KEPT + 5);
        StreamClient after = reads(events(room), before.lastId());
        after.events(KEPT + 1);
        assertEquals("gap", after.names().get(0));
        assertEquals("6", numbers(after).get(1));
        assertEquals(String.valueOf(KEPT + 5), numbers(after).get(KEPT));
    }

    @Test
    void anIdOfAnotherRunOfTheHubGivesAGapAndWhatIsKept() {
        says(room, 1, 2);
        for (String foreign :
                List.of("abc-1", "nonsense", log.id(log.end() + 1000).toString())) {
            StreamClient reader = reads(events(room), foreign);
            reader.events(3);
            assertEquals(List.of("gap", "micMuteChanged", "micMuteChanged"), reader.names(), foreign);
        }
    }

    @Test
    void aGapIsToldOnceAndReadingGoesOnAfterIt() {
        StreamClient before = reads("/terminals/events");
        before.close();
        says(room, 1, KEPT_OF_ALL + 3);
        StreamClient after = reads("/terminals/events", before.lastId());
        after.events(KEPT_OF_ALL + 1);
        StreamClient again = reads("/terminals/events", after.events().get(0).id());
        again.events(KEPT_OF_ALL);
        assertEquals(
                List.of("gap"), after.names().stream().filter("gap"::equals).toList());
        assertFalse(again.names().contains("gap"));
    }

    @Test
    void anIdNeverNamesTwoEvents() {
        StreamClient all = reads("/terminals/events");
        says(room, 1, 5);
        says(other, 1, 5);
        all.events(10);
        assertEquals(
                10,
                Set.copyOf(all.events().stream().map(StreamClient.Event::id).toList())
                        .size());
    }

    @Test
    void aNameThatWouldBreakTheStreamIsUnknown() {
        StreamClient reader = reads(events(room));
        room.says("evil\ndata: {}\n\n", "text", "two\nlines").says("good");
        reader.events(2);
        assertEquals(List.of("unknown", "good"), reader.names());
        assertEquals(
                "two\nlines", reader.events().get(0).data().at("/body/text").asText());
    }

    @Test
    void aQuietStreamShowsThatItLives() {
        StreamClient reader = reads(events(room));
        await().atMost(Duration.ofSeconds(10)).until(() -> reader.comments() >= 2);
        assertEquals(List.of(), reader.events());
    }

    @Test
    void aReaderThatIsGoneIsForgotten() {
        StreamClient reader = reads(events(room));
        await().until(() -> log.readers() == 1);
        reader.close();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            room.says("tick");
            return log.readers() == 0;
        });
    }

    @Test
    void aReaderThatReadsNothingHoldsNobodyUpAndIsSentAway() throws IOException {
        URI hub = URI.create(address);
        try (Socket silent = new Socket()) {
            silent.setReceiveBufferSize(4096);
            silent.connect(new java.net.InetSocketAddress(hub.getHost(), hub.getPort()));
            silent.getOutputStream()
                    .write(("GET " + events(room) + " HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer "
                                    + TerminalsProfile.secret("viewer") + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> log.readers() == 1);
            StreamClient quick = reads(events(room));
            String bulk = "x".repeat(20_000);
            for (int i = 1; i <= 400; i++) {
                room.says("bulk", "n", String.valueOf(i), "bulk", bulk);
                quick.events(i);
            }
            assertFalse(quick.names().contains("gap"), "the quick one missed nothing");
            await("the silent one is sent away").atMost(Duration.ofSeconds(20)).until(() -> log.readers() == 1);
            InputStream rest = silent.getInputStream();
            assertTrue(endOf(rest) < 400L * bulk.length(), "what it did not read was not kept for it");
        }
    }

    private static long endOf(InputStream stream) {
        long read = 0;
        try {
            for (int got = stream.read(new byte[65536]); got >= 0; got = stream.read(new byte[65536])) {
                read += got;
            }
        } catch (IOException reset) {
            // that is an end too
        }
        return read;
    }

    @Test
    void whoWatchesStatesSeesThemAllAndThenWhatChanges() {
        room.is(Connection.READY);
        other.is(Connection.OFFLINE, "no route to host");
        StreamClient watcher = new StreamClient(address.replaceAll("/$", "") + "/terminals/status", "");
        clients.add(watcher);
        watcher.events(2);
        assertEquals(List.of("status", "status"), watcher.names());
        assertEquals(
                "no route to host", watcher.events().get(1).data().path("why").asText());
        room.inConference("Weekly");
        for (int i = 0; i < 50; i++) {
            room.says("appStateChanged");
        }
        StreamClient.Event change = watcher.events(3).get(2);
        assertEquals("Weekly", change.data().at("/conference/title").asText());
        other.is(Connection.READY).says(TerminalEvent.CONNECTION, "state", "ready");
        assertEquals("ready", watcher.events(4).get(3).data().path("connection").asText());
        assertEquals(4, watcher.events().size(), "fifty events without a change are no change");
    }

    @Test
    void aTerminalThatIsNotThereHasNoEvents() {
        RestAssured.given()
                .header("Authorization", "Bearer " + TerminalsProfile.secret("viewer"))
                .get("/terminals/none/events")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        RestAssured.given()
                .header("Authorization", "Bearer " + TerminalsProfile.secret("viewer"))
                .get("/terminals/events?as=xml")
                .then()
                .statusCode(400);
    }
}

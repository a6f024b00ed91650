package org.convene.terminal.stream;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.convene.terminal.desk.PretendTerminal;
import org.convene.terminal.desk.PretendTerminals;
import org.convene.terminal.desk.TerminalsProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that hear over a WebSocket what terminals say. */
@QuarkusTest
@TestProfile(EventSocketsTest.Alone.class)
class EventSocketsTest {
    /** Of its own: an application that ended cannot be started again beside others. */
    public static class Alone extends TerminalsProfile {}

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource
    String address;

    @Inject
    PretendTerminals terminals;

    @Inject
    EventLog log;

    private final List<Client> clients = new ArrayList<>();
    private PretendTerminal room;

    @BeforeEach
    void meet() {
        room = terminals.add("room-" + System.nanoTime());
        await("nobody reads yet").atMost(Duration.ofSeconds(20)).until(() -> log.readers() == 0);
    }

    @AfterEach
    void leave() {
        clients.forEach(client -> client.socket.abort());
        terminals.clear();
    }

    private final class Client implements WebSocket.Listener {
        private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private final boolean reads;
        private final WebSocket socket;
        private volatile int closedWith;

        Client(String query, boolean reads, String... headers) {
            this.reads = reads;
            var builder = HttpClient.newHttpClient().newWebSocketBuilder();
            for (int i = 0; i < headers.length; i += 2) {
                builder.header(headers[i], headers[i + 1]);
            }
            URI uri =
                    URI.create(address.replaceFirst("^http", "ws").replaceAll("/$", "") + "/terminals/socket" + query);
            socket = builder.buildAsync(uri, this).join();
            clients.add(this);
        }

        @Override
        public void onOpen(WebSocket opened) {
            if (reads) {
                opened.request(1);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                try {
                    heard.add(JSON.readTree(part.toString()));
                } catch (JsonProcessingException broken) {
                    throw new IllegalStateException(broken);
                }
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closedWith = code;
            return null;
        }

        List<String> names() {
            return heard.stream().map(event -> event.path("event").asText()).toList();
        }

        Client heard(int number) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> heard.size() >= number);
            return this;
        }
    }

    private Client as(String role, String query) {
        return new Client(query, true, "Authorization", "Bearer " + TerminalsProfile.secret(role));
    }

    @Test
    void aProgramHearsEverythingInTheOrderItWasSaid() {
        Client client = as("viewer", "").heard(1);
        assertEquals(List.of("begin"), client.names());
        IntStream.range(0, 500).forEach(i -> {
            room.says("tick", "n", String.valueOf(i));
            client.heard(i / 10 * 10);
        });
        client.heard(501);
        List<String> numbers = client.heard.stream()
                .skip(1)
                .map(event -> event.at("/body/n").asText())
                .toList();
        assertEquals(IntStream.range(0, 500).mapToObj(String::valueOf).toList(), numbers);
    }

    @Test
    void aProgramMayAskForOneTerminalAndSomeEvents() {
        PretendTerminal other = terminals.add("other-" + System.nanoTime());
        Client client =
                as("viewer", "?terminal=" + room.name() + "&events=one,three").heard(1);
        other.says("one");
        room.says("one").says("two").says("three");
        client.heard(3);
        assertEquals(List.of("begin", "one", "three"), client.names());
        assertEquals(room.name(), client.heard.get(1).path("terminal").asText());
    }

    @Test
    void whoComesBackHearsWhatItMissedOrThatItMissedTooMuch() {
        Client before = as("viewer", "?terminal=" + room.name()).heard(1);
        String seen = before.heard.get(0).path("id").asText();
        before.socket.abort();
        room.says("one").says("two");
        Client after =
                as("viewer", "?terminal=" + room.name() + "&after=" + seen).heard(3);
        assertEquals(List.of("begin", "one", "two"), after.names());
        Client stranger =
                as("viewer", "?terminal=" + room.name() + "&after=elsewhere-3").heard(3);
        assertEquals(List.of("gap", "one", "two"), stranger.names());
    }

    @Test
    void theUpgradeNeedsARoleThatMayLook() {
        assertEquals(401, refused("", new String[0]));
        assertEquals(403, refused("", "Authorization", "Bearer " + TerminalsProfile.secret("source")));
        assertEquals(401, refused("", "Authorization", "Bearer wrong"));
    }

    @Test
    void aPageOfAnotherSiteMayNotOpenASocketInTheNameOfItsReader() {
        String basic = "Basic "
                + java.util.Base64.getEncoder().encodeToString((":" + TerminalsProfile.secret("viewer")).getBytes());
        assertEquals(403, refused("", "Authorization", basic, "Origin", "https://elsewhere.example"));
        assertEquals(403, refused("", "Authorization", basic, "Sec-Fetch-Site", "cross-site"));
    }

    private int refused(String query, String... headers) {
        CompletionException failed = assertThrows(CompletionException.class, () -> new Client(query, true, headers));
        return ((WebSocketHandshakeException) failed.getCause()).getResponse().statusCode();
    }

    @Test
    void anUnknownTerminalClosesTheSocketWithAWord() {
        Client client = as("viewer", "?terminal=none");
        await().until(() -> client.closedWith == 1008);
        assertEquals(List.of(), client.heard);
    }

    @Test
    void aSocketThatIsGoneIsForgottenHoweverItWent() {
        Client politely = as("viewer", "").heard(1);
        Client abruptly = as("viewer", "").heard(1);
        await().until(() -> log.readers() == 2);
        politely.socket.sendClose(1000, "").join();
        abruptly.socket.abort();
        await().atMost(Duration.ofSeconds(10)).until(() -> log.readers() == 0);
    }

    @Test
    void aReaderThatReadsNothingHoldsNobodyUpAndIsSentAway() {
        new Client("", false, "Authorization", "Bearer " + TerminalsProfile.secret("viewer"));
        await().until(() -> log.readers() == 1);
        Client quick = as("viewer", "").heard(1);
        String bulk = "x".repeat(20_000);
        for (int i = 1; i <= 600; i++) {
            room.says("bulk", "bulk", bulk);
            quick.heard(i + 1);
        }
        assertTrue(!quick.names().contains("gap"), "the quick one missed nothing");
        await("the silent one is sent away").atMost(Duration.ofSeconds(20)).until(() -> log.readers() == 1);
    }
}

package org.convene.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.convene.sandbox.terminal.TerminalSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A thousand terminals of the sandbox")
class TerminalManyTest {

    private static final int CONNECTED = 100;

    @Test
    @DisplayName("are numbered, take a PIN each, need no threads of their own, and bear a storm in order")
    void thousand() {
        Vertx vertx = Vertx.vertx();
        Rooms rooms =
                Rooms.of(vertx, TerminalSettings.standard().withCount(1000).withPin("1A3"));
        try {
            RoomClient first = rooms.connect("room-0001");
            first.order("auth", "'type':'secured','credentials':'1A3'");
            int threads = Thread.activeCount();
            List<RoomClient> clients = new ArrayList<>(List.of(first));
            for (int number = 1000 - CONNECTED + 2; number <= 1000; number++) {
                RoomClient client = rooms.connect("room-%04d".formatted(number));
                client.order("auth", "'type':'secured','credentials':'1A3'");
                clients.add(client);
            }
            assertTrue(Thread.activeCount() - threads < 20, "threads: " + (Thread.activeCount() - threads));
            assertEquals(1000, rooms.state().path("terminals").asInt());
            assertEquals(CONNECTED, rooms.state().at("/traffic/peakConnections").asInt());

            rooms.post("/backoffice/storm", "{\"perSecond\":2000,\"seconds\":1}");

            Awaitility.await()
                    .until(() ->
                            clients.stream().allMatch(client -> client.raw().size() == 1 + 2000 / CONNECTED));
            for (RoomClient client : clients) {
                List<Integer> numbers = client.all().stream()
                        .filter(json -> json.has("sentAt"))
                        .map(json -> json.path("number").asInt())
                        .toList();
                assertEquals(numbers.stream().sorted().toList(), numbers);
            }
        } finally {
            rooms.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}

package org.convene.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.utils.ConfigSourceUtil;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.convene.ops.Settings;
import org.convene.terminal.TerminalStatus.Connection;
import org.convene.terminal.catalogue.Catalogue;
import org.convene.terminal.session.Sessions;

/** The hub's sessions and nothing else of the hub, for bench/terminals: SANDBOX COUNT HANDSHAKES. Prints {@code name value}. */
public final class TerminalsMain {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String sandbox;
    private final int count;
    private final Vertx vertx = Vertx.vertx();
    private Terminals terminals;

    private TerminalsMain(String sandbox, int count) {
        this.sandbox = sandbox;
        this.count = count;
    }

    public static void main(String[] args) throws Exception {
        TerminalsMain bench = new TerminalsMain(args[0], Integer.parseInt(args[1]));
        bench.run(args[2]);
        System.exit(0);
    }

    private void run(String handshakes) throws Exception {
        long empty = liveHeap();
        begin(handshakes);
        say("heap_kib_per_terminal", (liveHeap() - empty) / 1024.0 / count);
        for (int round = 1; round <= 3; round++) {
            notifications(5);
            commands(5);
        }
        allDrop();
        say("heap_kib_per_terminal_at_the_end", (liveHeap() - empty) / 1024.0 / count);
        roundTrips();
    }

    private void begin(String handshakes) throws Exception {
        Map<String, String> all = new HashMap<>(
                ConfigSourceUtil.urlToMap(Path.of("application.properties").toUri().toURL()));
        all.put("convene.terminal.handshakes", handshakes);
        for (int number = 1; number <= count; number++) {
            String name = "room-%04d".formatted(number);
            all.put("convene.terminals.\"" + name + "\".url", sandbox.replace("http", "ws") + "/" + name);
        }
        Settings settings = new Settings(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "bench", 100))
                .build());
        Sessions sessions =
                new Sessions(
                        vertx,
                        settings,
                        Catalogue.standard(),
                        Clock.systemUTC(),
                        new SimpleMeterRegistry(),
                        (terminal, command, at, result, words) -> {});
        terminals = new Terminals(sessions);
        CountDownLatch ready = all(Connection.READY);
        sessions.start();
        await(ready, "all terminals are ready");
    }

    /** Opens when every terminal has come into this state of its connection, from now on. */
    private CountDownLatch all(Connection state) {
        Set<String> there = ConcurrentHashMap.newKeySet();
        CountDownLatch left = new CountDownLatch(count);
        terminals.listen(event -> {
            if (event.name().equals(TerminalEvent.CONNECTION)
                    && event.body().path("state").asText().equals(state.word())
                    && there.add(event.terminal())) {
                left.countDown();
            }
        });
        return left;
    }

    private static void await(CountDownLatch all, String what) throws Exception {
        if (!all.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(all.getCount() + " are left until " + what);
        }
    }

    /** 2,000 a second in total: in order of each terminal, and how late. */
    private void notifications(int seconds) throws Exception {
        ConcurrentLinkedQueue<Long> late = new ConcurrentLinkedQueue<>();
        Map<String, Long> last = new ConcurrentHashMap<>();
        AtomicInteger disordered = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(2000 * seconds);
        Runnable leave = terminals.listen(event -> {
            if (event.name().equals("commandReceived")) {
                Instant now = Instant.now();
                long number = event.body().path("number").asLong();
                if (number != last.getOrDefault(event.terminal(), 0L) + 1) {
                    disordered.incrementAndGet();
                }
                last.put(event.terminal(), number);
                late.add(now.getEpochSecond() * 1_000_000_000L
                        + now.getNano()
                        - event.body().path("sentAt").asLong());
                left.countDown();
            }
        });
        post("/backoffice/storm", "{\"perSecond\":2000,\"seconds\":" + seconds + "}");
        left.await(seconds + 5, TimeUnit.SECONDS);
        leave.run();
        say("notifications_heard", late.size());
        say("notifications_out_of_order", disordered.get());
        percentiles("notification_ms", late.stream().mapToLong(Long::longValue).toArray());
    }

    /** 1,000 a second, each terminal in turn. */
    private void commands(int seconds) throws Exception {
        int total = 1000 * seconds;
        ConcurrentLinkedQueue<Long> took = new ConcurrentLinkedQueue<>();
        CountDownLatch left = new CountDownLatch(total);
        AtomicInteger failed = new AtomicInteger();
        List<Terminal> all = List.copyOf(terminals.all());
        long began = System.nanoTime();
        for (int sent = 0; sent < total; sent++) {
            long due = began + sent * 1_000_000L;
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            long at = System.nanoTime();
            all.get(sent % count).send(TerminalCommand.of("getMicMute", "bench")).whenComplete((reply, failure) -> {
                if (failure != null) {
                    failed.incrementAndGet();
                }
                took.add(System.nanoTime() - at);
                left.countDown();
            });
        }
        left.await(30, TimeUnit.SECONDS);
        say("commands_per_second", (total - left.getCount()) / ((System.nanoTime() - began) / 1e9));
        say("commands_failed", failed.get());
        percentiles("command_ms", took.stream().mapToLong(Long::longValue).toArray());
    }

    /** One after the other: through a session, and over a bare socket beside it, turn by turn. */
    private void roundTrips() throws Exception {
        BareClient bare = new BareClient();
        List<Terminal> all = List.copyOf(terminals.all());
        int rounds = 2000;
        long[] session = new long[rounds];
        long[] socket = new long[rounds];
        for (int round = -500; round < rounds; round++) {
            long began = System.nanoTime();
            all.get(Math.floorMod(round, count - 1))
                    .send(TerminalCommand.of("getMicMute", "bench"))
                    .toCompletableFuture()
                    .get();
            long between = System.nanoTime();
            bare.ask(round);
            if (round >= 0) {
                session[round] = between - began;
                socket[round] = System.nanoTime() - between;
            }
        }
        percentiles("round_trip_ms", session);
        percentiles("bare_round_trip_ms", socket);
    }

    /** A WebSocket of Vert.x, signed in at the last terminal, from which it throws the hub out. */
    private final class BareClient {
        private final WebSocket socket;
        private volatile CountDownLatch answered = new CountDownLatch(1);

        private BareClient() throws Exception {
            URI uri = URI.create(sandbox);
            socket = vertx.createWebSocketClient(new WebSocketClientOptions())
                    .connect(uri.getPort(), uri.getHost(), "/room-%04d".formatted(count))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            socket.textMessageHandler(text -> answered.countDown());
            say("{\"method\":\"auth\",\"type\":\"unsecured\"}");
        }

        private void ask(int number) throws Exception {
            say("{\"method\":\"getMicMute\",\"requestId\":\"" + number + "\"}");
        }

        private void say(String text) throws Exception {
            answered = new CountDownLatch(1);
            socket.writeTextMessage(text);
            answered.await(5, TimeUnit.SECONDS);
        }
    }

    private void allDrop() throws Exception {
        delete("/backoffice/counters");
        CountDownLatch lost = all(Connection.OFFLINE);
        CountDownLatch ready = all(Connection.READY);
        long began = System.nanoTime();
        post("/backoffice/drop", "{\"how\":\"reset\"}");
        await(lost, "all terminals are lost");
        await(ready, "all terminals are ready again");
        say("all_ready_again_s", (System.nanoTime() - began) / 1e9);
        say("most_handshakes", get("/backoffice/state").path("traffic").path("peakHandshakes").asInt());
    }

    private static long liveHeap() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }

    private static void percentiles(String name, long[] nanos) {
        Arrays.sort(nanos);
        for (int percent : new int[] {50, 99}) {
            long value = nanos.length == 0 ? -1 : nanos[(int) Math.min(nanos.length - 1L, nanos.length * percent / 100L)];
            say(name + "_p" + percent, value / 1e6);
        }
    }

    private static void say(String name, double value) {
        System.out.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }

    private void post(String path, String body) throws Exception {
        send(HttpRequest.newBuilder(URI.create(sandbox + path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private void delete(String path) throws Exception {
        send(HttpRequest.newBuilder(URI.create(sandbox + path)).DELETE());
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(sandbox + path))));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.body());
        }
        return answer.body();
    }
}

package org.convene.terminal;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.convene.terminal.TerminalStatus.Connection;

/** Terminals in rooms, for tests with the whole hub: room-101 and those that a test names besides. */
public class Rooms implements QuarkusTestResourceLifecycleManager {
    /** Of a test's arguments: names of terminals, with commas. */
    public static final String NAMES = "names";

    private static final Map<String, ScriptedTerminal> ROOMS = new TreeMap<>();

    private String[] names = {"room-101"};
    private Vertx vertx;

    @Override
    public void init(Map<String, String> arguments) {
        names = arguments.getOrDefault(NAMES, "room-101").split(",");
    }

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        ROOMS.clear();
        Map<String, String> settings = new HashMap<>();
        try {
            for (String name : names) {
                ScriptedTerminal terminal = new ScriptedTerminal(vertx).listen();
                ROOMS.put(name, terminal);
                settings.put("convene.terminals.\"" + name + "\".url", terminal.url());
            }
        } catch (Exception cannotListen) {
            throw new IllegalStateException(cannotListen);
        }
        settings.put("convene.terminal.pace", "5ms");
        return settings;
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    public static ScriptedTerminal room(String name) {
        return ROOMS.get(name);
    }

    /** As at the beginning: everybody is signed in, nobody has heard anything, and all say yes to everything. */
    public static void anew(Terminals terminals) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> terminals.all().stream()
                        .allMatch(terminal -> terminal.status().connection() == Connection.READY));
        ROOMS.values().forEach(ScriptedTerminal::forget);
    }

    /** What the room's terminal was told to do, in this order, without what the hub asks for itself. */
    public static List<String> told(String name) {
        List<String> ofTheHub = Arrays.asList("auth", "setUsedApiVersion", "getAppState", "getConferences");
        return room(name).heard.stream()
                .filter(command -> !ofTheHub.contains(command.path("method").asText()))
                .map(command -> {
                    command = command.deepCopy();
                    command.remove("requestId");
                    String method = command.remove("method").asText();
                    return command.isEmpty() ? method : method + " " + command;
                })
                .toList();
    }
}

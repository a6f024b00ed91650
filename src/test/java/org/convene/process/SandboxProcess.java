package org.convene.process;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.convene.Ports;
import org.convene.process.Http.Reply;

/** The Teleboss sandbox in a process of its own, out of the packaged application. */
public final class SandboxProcess implements AutoCloseable {
    public static final String TOKEN = "survival-token";

    private final String name;
    private final List<String> options;
    private final int port = Ports.free();
    private Process process;

    private SandboxProcess(String name, List<String> options) {
        this.name = name;
        this.options = options;
    }

    /** @param options as SandboxMain knows them, such as {@code delay=20} */
    public static SandboxProcess of(String name, String... options) {
        return new SandboxProcess(name, List.of(options));
    }

    /** With {@code state=} among the options it remembers what it knew, else it is a new world. */
    public SandboxProcess start() {
        String classPath = String.join(java.io.File.pathSeparator, "lib/boot/*", "lib/main/*", "app/*");
        List<String> arguments = new ArrayList<>(
                List.of(Processes.java(), "-Xmx256m", "-cp", classPath, "org.convene.sandbox.SandboxMain"));
        arguments.add("port=" + port);
        arguments.add("tokens=" + TOKEN);
        arguments.addAll(options);
        process = Processes.start(name, Map.of(), arguments);
        await(name + " listens").atMost(Duration.ofSeconds(60)).until(this::listens);
        return this;
    }

    private boolean listens() {
        try {
            return Http.get(url() + "/backoffice/faults").ok();
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What a hub needs to use it. */
    public Map<String, String> environment(Path dataDirectory) {
        return Map.of(
                "CONVENE_TELEBOSS_URL",
                url(),
                "CONVENE_TELEBOSS_TOKEN",
                TOKEN,
                "CONVENE_DATA_DIR",
                dataDirectory.toString());
    }

    public JsonNode state() {
        return Http.get(url() + "/backoffice/state").json();
    }

    public void faults(String script) {
        Reply reply = Http.send("PUT", url() + "/backoffice/faults", script);
        if (!reply.ok()) {
            throw new IllegalArgumentException(reply.body());
        }
    }

    public void accept(String token) {
        Http.send("PUT", url() + "/backoffice/tokens", "[\"" + token + "\"]");
    }

    public void deleteRoom(String room) {
        Http.send("DELETE", url() + "/backoffice/rooms/" + room, null);
    }

    public long heard(String operation) {
        return state().path("counters").path(operation).asLong();
    }

    public void kill() {
        Processes.kill(process);
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}

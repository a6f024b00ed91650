package org.convene.process;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.convene.Ports;
import org.convene.process.Http.Reply;

/** The packaged hub in a process of its own, on a port of its own; started again after a kill it is the same hub. */
public final class HubProcess implements AutoCloseable {
    private final String name;
    private final Map<String, String> environment;
    private final int port = Ports.free();
    private Process process;

    private HubProcess(String name, Map<String, String> environment) {
        this.name = name;
        this.environment = new HashMap<>(environment);
        this.environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        this.environment.put("CONVENE_PUBLIC_URL", url());
    }

    /** @param environment what the contract names, such as {@code CONVENE_TELEBOSS_URL} */
    public static HubProcess of(String name, Map<String, String> environment) {
        return new HubProcess(name, environment);
    }

    public HubProcess start() {
        launch();
        awaitReady();
        return this;
    }

    public void launch() {
        process = Processes.start(name, environment, List.of(Processes.java(), "-Xmx256m", "-jar", "quarkus-run.jar"));
    }

    public void awaitReady() {
        await(name + " is ready, see " + Processes.log(name))
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(name + " ended by itself, see " + Processes.log(name));
                    }
                    return isReady();
                });
    }

    private boolean isReady() {
        try {
            return get("/lessons?limit=1").ok();
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** {@code kill -9}. */
    public void kill() {
        Processes.kill(process);
    }

    /** As an operator stops it. */
    public void stop() {
        Processes.stop(process);
    }

    public Reply get(String path) {
        return Http.get(url() + path);
    }

    public Reply put(JsonNode lesson, String... headers) {
        return Http.send("PUT", url() + "/lessons/" + lesson.path("id").asText(), lesson, headers);
    }

    public Reply post(String path, JsonNode body) {
        return Http.send("POST", url() + path, body);
    }

    public Reply delete(String lesson) {
        return Http.send("DELETE", url() + "/lessons/" + lesson, null);
    }

    public JsonNode lesson(String id) {
        return get("/lessons/" + id).json();
    }

    /** Every lesson, page by page. */
    public List<JsonNode> lessons() {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = get("/lessons?limit=200" + after).json();
            page.path("items").forEach(all::add);
            after = page.has("next") ? "&after=" + page.path("next").asText() : null;
        } while (after != null);
        return all;
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}

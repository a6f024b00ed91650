package org.convene.moodle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.convene.sandbox.SandboxAtHand;

/** The back office of a sandbox's Moodle, and the settings of a hub that reads it often. */
final class MoodleAtHand {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    MoodleAtHand(String url) {
        this.url = url;
    }

    static Map<String, String> settings(String name) {
        Map<String, String> settings = SandboxAtHand.settings(name);
        settings.put("convene.sandbox.moodle.enabled", "true");
        settings.put("convene.moodle.look", "100ms");
        settings.put("convene.moodle.poll", "300ms");
        settings.put("convene.moodle.rosters", "300ms");
        settings.put("convene.moodle.rate", "0");
        settings.put("quarkus.datasource.jdbc.url", "jdbc:h2:mem:" + name);
        settings.put("quarkus.http.test-port", "0");
        return settings;
    }

    /** Single quotation marks will do. */
    JsonNode put(String path, String body) {
        return send("PUT", path, body.replace('\'', '"'));
    }

    void remove(String path) {
        send("DELETE", path, "");
    }

    void reset() {
        send("POST", "reset", "");
    }

    JsonNode get(String path) {
        return send("GET", path, "");
    }

    /** How often a function was called. */
    long calls(String function) {
        return get("counters").path(function).asLong();
    }

    private JsonNode send(String method, String path, String body) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/backoffice/" + path))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertTrue(answer.statusCode() < 300, answer.body());
            return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}

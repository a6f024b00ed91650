package org.convene.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What a program touches and looks at: a calendar, the vendor's back office, the hub's API, and the hub's memory. */
record ProgramWorld(URI hub, URI vendor, URI calendar, DataSource database) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String NAME = "work";

    void write(String uid, String text) {
        CalendarsAtHand.server.putText(calendar, uid, text);
    }

    void delete(String uid) {
        CalendarsAtHand.server.delete(calendar, uid);
    }

    List<ShownEvent> shown(String uid) {
        return ShownEvent.all(CalendarsAtHand.server.text(calendar, uid));
    }

    List<JsonNode> conferences(String word) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode conference :
                json(ask("GET", vendor.resolve("/backoffice/state"), "")).path("conferences")) {
            if (conference.path("topic").asText().startsWith(word)) {
                found.add(conference);
            }
        }
        return found;
    }

    void faults(String script) {
        ask("PUT", vendor.resolve("/backoffice/faults"), script);
    }

    void endTokens() {
        ask("DELETE", vendor.resolve("/backoffice/tokens"), "");
    }

    void deleteConference(String id) {
        ask("DELETE", vendor.resolve("/backoffice/conferences/" + id), "");
    }

    /** Every meeting that is not cancelled. */
    List<JsonNode> meetings(String word) {
        List<JsonNode> found = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = json(ask("GET", hub.resolve("/meetings?limit=100" + after), ""));
            for (JsonNode meeting : page.path("items")) {
                if (meeting.path("title").asText().startsWith(word)
                        && !meeting.path("state").asText().equals("cancelled")) {
                    found.add(meeting);
                }
            }
            after = page.has("next") ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        return found;
    }

    /** What waits for a person, and why. */
    String quarantine() {
        return ask("GET", hub.resolve("/quarantine"), "");
    }

    String joinUrl(String uid) {
        return json(ask("GET", hub.resolve("/meetings/" + uid), ""))
                .path("joinUrl")
                .asText();
    }

    void hasten() {
        ask("POST", hub.resolve("/calendars/" + NAME + "/sync"), "");
    }

    String inStepAt() {
        for (JsonNode item : json(ask("GET", hub.resolve("/calendars"), "")).path("items")) {
            if (item.path("name").asText().equals(NAME)) {
                return item.path("inStepAt").asText();
            }
        }
        return "";
    }

    /** What the next question to the calendar begins with is something else, as after a crash or another server's update. */
    void state(String state) {
        sql("update calendar set state = ? where name = '" + NAME + "'", state);
    }

    /** Nobody waits for the end of a growing pause. */
    void impatience() {
        sql(
                "update booking set due_at = current_timestamp"
                        + " where kind = ? and attempts > 0 and lease is null and due_at > current_timestamp",
                "meeting");
    }

    private void sql(String statement, String value) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setString(1, value);
            prepared.executeUpdate();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String ask(String method, URI address, String body) {
        try {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(address)
                            .header("Accept", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() >= 400 && answer.statusCode() != 404) {
                throw new AssertionError(address + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}

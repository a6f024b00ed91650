package org.convene.terminal.stream;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.convene.terminal.desk.TerminalsProfile;

/** Reads a stream of server-sent events line by line, as a program would. */
final class StreamClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InputStream answer;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile String lastId = "";
    private volatile int comments;
    private volatile boolean ended;

    /** @param name empty where the stream gave none */
    record Event(String id, String name, JsonNode data) {}

    StreamClient(String address, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + TerminalsProfile.secret("viewer"));
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<InputStream> response = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.toString());
            }
            answer = response.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        Thread reading = new Thread(this::read, "stream-client");
        reading.setDaemon(true);
        reading.start();
        await("the stream has begun").until(() -> !lastId.isEmpty() || !events.isEmpty());
    }

    private void read() {
        String id = "";
        String name = "";
        StringBuilder data = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                } else if (line.startsWith(":")) {
                    comments++;
                } else if (line.isEmpty()) {
                    lastId = id;
                    if (data.length() > 0) {
                        events.add(new Event(id, name, JSON.readTree(data.toString())));
                    }
                    name = "";
                    data.setLength(0);
                }
            }
        } catch (IOException closed) {
            // told by ended
        }
        ended = true;
    }

    List<Event> events() {
        return events;
    }

    /** Waits until there are so many. */
    List<Event> events(int number) {
        await("events")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> events.size() >= number);
        return events;
    }

    List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    String lastId() {
        return lastId;
    }

    int comments() {
        return comments;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            answer.close();
        } catch (IOException closed) {
            // well
        }
    }
}

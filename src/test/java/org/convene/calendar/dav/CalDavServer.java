package org.convene.calendar.dav;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.convene.Ports;
import org.junit.jupiter.api.Assumptions;

/** A real CalDAV server on a port of its own, with nothing in it, and a client that is not ours to change things there. */
public abstract class CalDavServer implements AutoCloseable {
    private static final Set<Process> ALL = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final Path directory;
    private final int port;

    /** Skips the test, aloud, where the program is not installed. */
    protected CalDavServer(String program) {
        assumeInstalled(program);
        try {
            this.directory = Files.createTempDirectory("convene-" + program);
            this.port = Ports.free();
            this.process = new ProcessBuilder(command(directory, port))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
        } catch (IOException noServer) {
            throw new UncheckedIOException(noServer);
        }
        ALL.add(process);
        Awaitility.await(program + " answers").atMost(Duration.ofSeconds(60)).until(this::listens);
    }

    /** For tests that cannot do without some program. */
    public static void assumeInstalled(String program) {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        if (!installed) {
            System.err.println("SKIPPED: " + program + " is not installed, so nothing is tried against it."
                    + " On Debian: apt-get install " + program);
        }
        Assumptions.assumeTrue(installed, program + " is not installed");
    }

    protected abstract List<String> command(Path directory, int port) throws IOException;

    /** Where calendars are, with a slash at its end. */
    protected abstract String home();

    /** Empty when the server asks nobody who he is. */
    public abstract Optional<Login> login();

    public final URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public final URI homeUrl() {
        return url().resolve(home());
    }

    /** Makes an empty calendar for events, as a person's client does. */
    public final URI newCalendar(String name) {
        URI calendar = homeUrl().resolve(name + "/");
        String body =
                "<c:mkcalendar xmlns='DAV:' xmlns:c='urn:ietf:params:xml:ns:caldav'><set><prop><displayname>" + name
                        + "</displayname><c:supported-calendar-component-set><c:comp name='VEVENT'/>"
                        + "</c:supported-calendar-component-set></prop></set></c:mkcalendar>";
        expect(201, send("MKCALENDAR", calendar, body, "Content-Type", "application/xml"));
        return calendar;
    }

    /** Writes an event, new or not, as another client; its UID is the name. */
    public final void put(URI calendar, String name, String title) {
        putText(calendar, name, event(name, title));
    }

    public final void putText(URI calendar, String name, String text) {
        HttpResponse<byte[]> answer =
                send("PUT", resource(calendar, name), text, "Content-Type", "text/calendar; charset=utf-8");
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError("PUT was answered " + answer.statusCode() + ": " + body(answer));
        }
    }

    public final void delete(URI calendar, String name) {
        HttpResponse<byte[]> answer = send("DELETE", resource(calendar, name), "");
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError("DELETE was answered " + answer.statusCode());
        }
    }

    public final void deleteCalendar(URI calendar) {
        if (send("DELETE", calendar, "").statusCode() / 100 != 2) {
            throw new AssertionError("the calendar could not be deleted");
        }
    }

    /** The text of an event as another client reads it. */
    public final String text(URI calendar, String name) {
        return body(expect(200, send("GET", resource(calendar, name), "")));
    }

    public static URI resource(URI calendar, String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return calendar.resolve(encoded + ".ics");
    }

    public static String event(String uid, String title) {
        return String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Somebody//Client//EN",
                "BEGIN:VEVENT",
                "UID:" + uid,
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260601T100000Z",
                "DTEND:20260601T110000Z",
                "SUMMARY:" + title,
                "END:VEVENT",
                "END:VCALENDAR",
                "");
    }

    @Override
    public final void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        ALL.remove(process);
        deleteAll(directory);
    }

    static void deleteAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException lateWriter) {
            System.err.println(directory + " was not removed: " + lateWriter);
        }
    }

    private HttpResponse<byte[]> send(String method, URI uri, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .method(method, BodyPublishers.ofString(body));
        login().ifPresent(login -> request.header("Authorization", login.header()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return OtherClient.send(request.build());
    }

    private static HttpResponse<byte[]> expect(int status, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError(
                    answer.request().method() + " was answered " + answer.statusCode() + ": " + body(answer));
        }
        return answer;
    }

    private static String body(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the server ended, see " + directory.resolve("log"));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}

package org.convene.calendar;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.convene.calendar.dav.CalDavServer;
import org.opentest4j.TestAbortedException;

/** A real CalDAV server with the hub's calendars, the sandbox of TrueConf Server, and a hub that reads every second. */
abstract class CalendarsAtHand implements QuarkusTestResourceLifecycleManager {
    static final String[] CALENDARS = {"work", "rooms", "held", "planned", "started", "read"};

    static CalDavServer server;
    static final Map<String, URI> URLS = new HashMap<>();

    abstract CalDavServer open();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        try {
            server = open();
        } catch (TestAbortedException notInstalled) {
            server = null; // each test says so
            return settings;
        }
        for (String name : CALENDARS) {
            URI url = server.newCalendar(name);
            URLS.put(name, url);
            String prefix = "convene.calendars.\"" + name + "\".";
            settings.put(prefix + "url", url.toString());
            settings.put(prefix + "poll", name.equals("planned") ? "1h" : "1s");
            settings.put(prefix + "zone", "Europe/Moscow");
            server.login().ifPresent(login -> {
                settings.put(prefix + "username", login.username());
                settings.put(prefix + "password", login.password());
            });
        }
        settings.put("convene.calendars.\"rooms\".series", "room");
        settings.put("convene.calendars.\"held\".delete-threshold", "2");
        settings.put("convene.calendars.\"started\".auto-run", "true");
        settings.put("convene.calendars.\"read\".write-back", "false");
        settings.put("convene.meetings.stop-after", "1s");
        settings.put("convene.meetings.look", "200");
        settings.put("convene.sandbox.enabled", "true");
        settings.put("convene.sandbox.teleboss.port", "0");
        settings.put("convene.sandbox.trueconf.port", "0");
        settings.put("convene.sandbox.terminals.port", "0");
        settings.put("convene.sandbox.mx.port", "0");
        settings.put("convene.trueconf.owner", "admin");
        settings.put("convene.demo.samples", "");
        settings.put("convene.data-dir", directory());
        settings.put("quarkus.datasource.jdbc.url", "jdbc:h2:mem:" + getClass().getSimpleName());
        int port = freePort();
        settings.put("quarkus.http.test-port", String.valueOf(port));
        settings.put("convene.public-url", "http://localhost:" + port);
        return settings;
    }

    private static String directory() {
        try {
            return Files.createTempDirectory("convene-calendars-").toString();
        } catch (IOException noDirectory) {
            throw new UncheckedIOException(noDirectory);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}

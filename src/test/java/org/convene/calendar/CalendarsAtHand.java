package org.convene.calendar;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.convene.Ports;
import org.convene.calendar.dav.CalDavServer;
import org.convene.sandbox.SandboxAtHand;
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
        settings.putAll(SandboxAtHand.settings("calendars"));
        settings.put("convene.trueconf.owner", "admin");
        settings.put("quarkus.datasource.jdbc.url", "jdbc:h2:mem:" + getClass().getSimpleName());
        int port = Ports.free();
        settings.put("quarkus.http.test-port", String.valueOf(port));
        settings.put("convene.public-url", "http://localhost:" + port);
        return settings;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}

package org.convene.page;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** The hub as a browser meets it: with the sandbox, an empty ledger of its own, and links that lead back to it. */
public class PagesProfile implements QuarkusTestProfile {
    static final String ZONE = "Europe/Moscow";

    @Override
    public Map<String, String> getConfigOverrides() {
        int port = freePort();
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.http.test-port", String.valueOf(port));
        settings.put("convene.public-url", "http://localhost:" + port);
        settings.put("convene.data-dir", dataDirectory());
        settings.put("convene.sandbox.enabled", "true");
        settings.put("convene.sandbox.teleboss.port", "0");
        settings.put("convene.sandbox.trueconf.port", "0");
        settings.put("convene.sandbox.terminals.port", "0");
        settings.put("convene.sandbox.mx.port", "0");
        settings.put("convene.page.zone", ZONE);
        return settings;
    }

    private static String dataDirectory() {
        try {
            return Files.createTempDirectory("convene-pages-").toString();
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
}

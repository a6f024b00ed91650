package org.convene.page;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import org.convene.Ports;
import org.convene.sandbox.SandboxAtHand;

/** The hub as a browser meets it: with the sandbox, an empty ledger of its own, and links that lead back to it. */
public class PagesProfile implements QuarkusTestProfile {
    static final String ZONE = "Europe/Moscow";

    @Override
    public Map<String, String> getConfigOverrides() {
        int port = Ports.free();
        Map<String, String> settings = SandboxAtHand.settings("pages");
        settings.put("quarkus.http.test-port", String.valueOf(port));
        settings.put("convene.public-url", "http://localhost:" + port);
        settings.put("convene.page.zone", ZONE);
        return settings;
    }
}

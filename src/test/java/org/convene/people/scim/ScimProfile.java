package org.convene.people.scim;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import org.convene.Ports;

/** The hub with SCIM switched on, an empty ledger of its own, and locations that lead back to it. */
public class ScimProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        int port = Ports.free();
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:h2:mem:scim",
                "quarkus.http.test-port",
                String.valueOf(port),
                "convene.public-url",
                "http://localhost:" + port,
                "convene.people.scim.enabled",
                "true",
                "convene.people.look",
                "100ms");
    }
}

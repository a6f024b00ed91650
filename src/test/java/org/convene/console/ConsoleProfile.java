package org.convene.console;

import java.util.Map;
import java.util.Set;
import org.convene.page.PagesProfile;

/** The hub with a token for each role, and a secret of a vendor that must never be seen. */
public class ConsoleProfile extends PagesProfile {
    static final String CANARY = "canary-of-the-console-test";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.put("convene.teleboss.webhook-secret", CANARY);
        for (String role : Set.of("viewer", "operator", "admin", "source")) {
            settings.put("convene.api.tokens." + role + ".secret", secret(role));
            settings.put("convene.api.tokens." + role + ".role", role);
        }
        return settings;
    }

    public static String secret(String role) {
        return role + "-secret-of-this-test";
    }
}

package org.convene.terminal.desk;

import java.util.Map;
import java.util.Set;
import org.convene.page.PagesProfile;

/** The hub as people and programs meet it that look after terminals: with a token for each role. */
public class TerminalsProfile extends PagesProfile {
    private static final String SECRET = "-secret-of-this-test";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.put("convene.terminal.events-kept", "10");
        settings.put("convene.terminal.events-kept-of-all", "20");
        settings.put("convene.terminal.stream-heartbeat", "500ms");
        for (String role : Set.of("viewer", "operator", "admin", "source")) {
            settings.put("convene.api.tokens." + role + ".secret", secret(role));
            settings.put("convene.api.tokens." + role + ".role", role);
        }
        return settings;
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(PretendTerminals.class);
    }

    public static String secret(String role) {
        return role + SECRET;
    }
}

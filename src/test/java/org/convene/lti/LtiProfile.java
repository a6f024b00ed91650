package org.convene.lti;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import org.convene.Ports;
import org.convene.sandbox.SandboxAtHand;

/** A hub with tokens, so that nobody is let in for being on this machine, and a learning platform. */
public class LtiProfile implements QuarkusTestProfile {
    static final String TOKEN = "source-of-the-lti-tests";

    @Override
    public Map<String, String> getConfigOverrides() {
        int port = Ports.free();
        int platform = Ports.free();
        Map<String, String> settings = SandboxAtHand.settings("lti");
        settings.put("quarkus.http.test-port", String.valueOf(port));
        settings.put("convene.public-url", "http://localhost:" + port);
        settings.put("convene.api.tokens.lms.secret", TOKEN);
        settings.put("convene.api.tokens.lms.role", "source");
        settings.put("test.lti.port", String.valueOf(platform));
        settings.put("convene.lti.jwks-pause", "1s");
        String school = "convene.lti.platforms.\"school\".";
        settings.put(school + "issuer", LearningPlatform.address(platform));
        settings.put(school + "client-id", LearningPlatform.CLIENT);
        settings.put(school + "deployments", "1,2");
        settings.put(school + "auth-url", LearningPlatform.address(platform) + "/auth");
        settings.put(school + "jwks-url", LearningPlatform.address(platform) + "/keys");
        settings.put(school + "match", "sourcedid,sub,email");
        settings.put(school + "source", "moodle");
        return settings;
    }
}

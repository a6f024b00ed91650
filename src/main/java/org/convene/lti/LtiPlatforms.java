package org.convene.lti;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;

/** The learning platforms that configuration names; without any, LTI is off. */
@Singleton
public class LtiPlatforms {
    static final String KEYS = "convene.lti.platforms";

    private final Map<String, LtiPlatform> byName = new TreeMap<>();

    public LtiPlatforms(Settings settings) {
        settings.named(KEYS).forEach((name, keys) -> byName.put(name, LtiPlatform.of(name, keys)));
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    Optional<LtiPlatform> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<String> origins() {
        List<String> origins = new ArrayList<>();
        byName.values().forEach(platform -> {
            Origins.of(platform.authUrl()).ifPresent(origins::add);
            origins.addAll(platform.returnOrigins());
        });
        return origins.stream().distinct().toList();
    }

    /** @param clientId as the platform calls us; it may leave that out where one registration is all there is */
    LtiPlatform registered(String issuer, String clientId) throws Rejected {
        if (byName.isEmpty()) {
            throw Rejected.because(404, "This hub is not connected to a learning platform.");
        }
        List<LtiPlatform> fitting = byName.values().stream()
                .filter(platform -> platform.issuer().equals(issuer))
                .filter(platform -> clientId.isEmpty() || platform.clientId().equals(clientId))
                .toList();
        if (fitting.size() != 1) {
            throw Rejected.because(
                    403,
                    "The learning platform '" + Rejected.quoted(issuer)
                            + "' is not connected to this hub under this client id. Ask your administrator.");
        }
        return fitting.get(0);
    }
}

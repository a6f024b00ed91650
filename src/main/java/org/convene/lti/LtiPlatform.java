package org.convene.lti;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.convene.ops.Commas;
import org.convene.ops.Settings;

/**
 * What configuration says of one learning platform, below {@code convene.lti.platforms."NAME".}.
 *
 * @param deployments   those of its deployments that may launch
 * @param authUrl       where it says who somebody is (OpenID Connect)
 * @param jwksUrl       its public keys (RFC 7517)
 * @param match         by which of its words people are found among the participants, the first that finds one
 * @param source        whose lessons it may lead to; everybody's when empty
 * @param returnOrigins where a chosen lesson may be sent back to; the platform's own origin when none are set
 */
public record LtiPlatform(
        String name,
        String issuer,
        String clientId,
        Set<String> deployments,
        String authUrl,
        String jwksUrl,
        List<String> match,
        Optional<String> source,
        Set<String> returnOrigins) {
    private static final List<String> KEYS =
            List.of("issuer", "client-id", "deployments", "auth-url", "jwks-url", "match", "source", "return-origins");
    private static final List<String> MATCHES = List.of("sourcedid", "sub", "email");
    private static final int LONGEST_NAME = 100;

    /** @param written what stands below {@code convene.lti.platforms."NAME".} */
    static LtiPlatform of(String name, Map<String, String> written) {
        Map<String, String> keys = new TreeMap<>();
        // an environment variable cannot say whether it means a dot or a dash
        written.forEach((key, value) -> keys.put(key.replace('.', '-'), value));
        String prefix = LtiPlatforms.KEYS + ".\"" + name + "\".";
        keys.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(unknown -> {
            throw Settings.unknown(prefix, unknown, KEYS);
        });
        if (name.length() > LONGEST_NAME) {
            throw Settings.wrong(prefix + "issuer", "has a name that is too long", "https://moodle.school.example");
        }
        String authUrl = address(prefix + "auth-url", keys.get("auth-url"));
        List<String> origins = new ArrayList<>();
        for (String origin : Commas.between(keys.getOrDefault("return-origins", authUrl))) {
            origins.add(Origins.of(address(prefix + "return-origins", origin)).orElseThrow());
        }
        return new LtiPlatform(
                name,
                required(prefix, keys, "issuer", "https://moodle.school.example"),
                required(prefix, keys, "client-id", "a1b2c3d4e5f6"),
                Set.copyOf(Commas.between(required(prefix, keys, "deployments", "1"))),
                authUrl,
                address(prefix + "jwks-url", keys.get("jwks-url")),
                match(prefix + "match", keys.getOrDefault("match", "sourcedid,sub")),
                Optional.ofNullable(keys.get("source")),
                Set.copyOf(origins));
    }

    private static String required(String prefix, Map<String, String> keys, String key, String example) {
        String value = keys.get(key);
        if (value == null) {
            throw Settings.wrong(prefix + key, "is not set", example);
        }
        return value;
    }

    /** Over plain http anybody in between could hand out keys of their own; on this machine nobody is. */
    private static String address(String key, String text) {
        try {
            URI uri = URI.create(text == null ? "" : text);
            if (Origins.isSafe(uri)) {
                return text;
            }
        } catch (IllegalArgumentException unusable) {
            // said below
        }
        throw Settings.wrong(key, "is no https address", "https://moodle.school.example/mod/lti/certs.php");
    }

    private static List<String> match(String key, String text) {
        List<String> words = Commas.between(text);
        if (words.isEmpty() || !MATCHES.containsAll(words)) {
            throw Settings.wrong(key, "is '" + text + "', which is not some of " + MATCHES, "sourcedid,sub");
        }
        return words;
    }
}

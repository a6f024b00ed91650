package org.convene.api;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.convene.ops.Settings;

/** The bearer tokens of the hub's own API: {@code convene.api.tokens."NAME".secret} and {@code .role}. */
@Singleton
public class ApiTokens {
    static final Set<String> ROLES = Set.of("viewer", "operator", "admin", "source");
    private static final String KEYS = "convene.api.tokens";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
    private static final int SHORTEST = 16;

    private final Settings settings;
    private volatile List<Holder> holders;

    /** Who calls, and what they may do. */
    record Holder(String name, String role, byte[] secret) {}

    public ApiTokens(Settings settings) {
        this.settings = settings;
    }

    /** Read when they are first asked for, so that whoever checks configuration hears of all that is wrong. */
    private List<Holder> holders() {
        List<Holder> known = holders;
        if (known == null) {
            known = read();
            holders = known;
        }
        return known;
    }

    private List<Holder> read() {
        List<Holder> read = new ArrayList<>();
        Map<String, String> keys = settings.below(KEYS);
        Set<String> names = new TreeSet<>();
        keys.keySet().stream()
                .filter(key -> key.contains("."))
                .map(key -> key.substring(0, key.lastIndexOf('.')))
                .forEach(names::add);
        names.forEach(name -> read.add(holder(name, keys)));
        return read;
    }

    private static Holder holder(String name, Map<String, String> keys) {
        String key = KEYS + ".\"" + name + "\"";
        String secret = keys.get(name + ".secret");
        String role = keys.get(name + ".role");
        if (secret == null || secret.length() < SHORTEST) {
            throw Settings.wrong(
                    key + ".secret",
                    "needs at least " + SHORTEST + " characters",
                    "the output of openssl rand -hex 24");
        }
        if (role == null || !ROLES.contains(role)) {
            throw Settings.wrong(key + ".role", "is one of viewer, operator, admin, source", "source");
        }
        return new Holder(name, role, secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Without tokens nobody can be told apart, so nobody beyond this machine may call. */
    public boolean isOpen() {
        return holders().isEmpty();
    }

    /** Stops the start when anybody on the network could do anything. */
    public void check(Settings settings) throws ConfigurationException {
        String host = settings.text("quarkus.http.host");
        if (isOpen() && !LOOPBACK.contains(host)) {
            throw Settings.wrong(
                    "quarkus.http.host",
                    "is " + host + " while no API token is set, so anybody could use the hub; set a token first",
                    "127.0.0.1, or " + KEYS + ".\"lms\".secret and .role");
        }
    }

    /** Whose secret it is. Every secret is compared, each in constant time, so the answer tells nothing by its time. */
    Optional<Holder> holderOf(String secret) {
        byte[] presented = secret.getBytes(StandardCharsets.UTF_8);
        Holder found = null;
        for (Holder holder : holders()) {
            if (MessageDigest.isEqual(holder.secret(), presented)) {
                found = holder;
            }
        }
        return Optional.ofNullable(found);
    }
}

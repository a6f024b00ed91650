package org.convene.terminal.session;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.convene.ops.Settings;

/**
 * What configuration says of one terminal, below {@code convene.terminals."NAME".}.
 *
 * @param url         {@code ws://host:8765}; never holds a secret
 * @param credentials PIN, password or token; none for a terminal that is unsecured
 * @param role        the account to sign in as; one of the terminal is held by one program at a time
 * @param login       the TrueConf account the terminal is signed in with; it is invited to conferences of the room
 * @param address     the room's mail address in calendars
 */
public record TerminalSettings(
        String name,
        URI url,
        Optional<String> credentials,
        Role role,
        Optional<String> login,
        Optional<String> address) {
    public static final String KEYS = "convene.terminals";

    private static final List<String> KNOWN = List.of("url", "credentials", "role", "login", "address");
    /** What stands below /terminals besides terminals. */
    private static final List<String> ADDRESSES = List.of("commands", "events", "socket", "status");

    private static final int USUAL_PORT = 8765;

    public enum Role {
        ADMIN,
        USER
    }

    /** All terminals of configuration, in the order of their names. */
    public static List<TerminalSettings> all(Settings settings) {
        return settings.named(KEYS).entrySet().stream()
                .map(terminal -> of(terminal.getKey(), terminal.getValue()))
                .toList();
    }

    private static TerminalSettings of(String name, Map<String, String> keys) {
        String prefix = KEYS + ".\"" + name + "\".";
        if (ADDRESSES.contains(name)) {
            throw Settings.wrong(
                    prefix + "url",
                    "is of a terminal that has the name of another address of the hub, /terminals/" + name,
                    "ws://10.0.7.101:8765, below another name");
        }
        keys.keySet().stream().filter(key -> !KNOWN.contains(key)).findFirst().ifPresent(unknown -> {
            throw Settings.unknown(prefix, unknown, KNOWN);
        });
        return new TerminalSettings(
                name,
                address(prefix + "url", keys.get("url")),
                Optional.ofNullable(keys.get("credentials")),
                role(prefix + "role", keys.getOrDefault("role", "admin")),
                Optional.ofNullable(keys.get("login")),
                Optional.ofNullable(keys.get("address")).map(mail -> mail.toLowerCase(Locale.ROOT)));
    }

    int port() {
        return url.getPort() > 0 ? url.getPort() : USUAL_PORT;
    }

    boolean isOverTls() {
        return "wss".equals(url.getScheme());
    }

    /** Path and query of the upgrade request. */
    String path() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private static URI address(String key, String text) {
        try {
            URI uri = URI.create(text == null ? "" : text);
            boolean socket = "ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
            if (socket && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException unusable) {
            // said below
        }
        throw Settings.wrong(key, text == null ? "is not set" : "is no ws or wss address", "ws://10.0.7.101:8765");
    }

    private static Role role(String key, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "admin" -> Role.ADMIN;
            case "user" -> Role.USER;
            default -> throw Settings.wrong(key, "is '" + text + "', which is not admin or user", "admin");
        };
    }
}

package org.convene.vendor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.convene.ops.Settings;

/**
 * What configuration says about one vendor, below {@code convene.NAME.}.
 *
 * @param url         base address of its API; empty when the vendor is off
 * @param authorization what its API is shown
 * @param caFile      certificates (PEM) that vouch for its server, in place of those that Java trusts
 * @param timeout     how long to wait for an answer
 * @param rate        requests per second, 0 for no limit of ours
 * @param rooms       defaults of the room's settings, under the names that a document's {@code settings} use
 * @param longestLink how long an access link of this vendor can live at most; zero where it has none
 * @param linkAfterEnd how long after the planned end a link should still work
 */
public record Vendor(
        String name,
        Optional<String> url,
        VendorAuthorization authorization,
        Optional<Path> caFile,
        Duration timeout,
        int rate,
        ObjectNode rooms,
        Duration longestLink,
        Duration linkAfterEnd) {

    static Vendor read(String name, Settings settings) {
        String prefix = "convene." + name;
        return new Vendor(
                name,
                settings.optionalUrl(prefix + ".url"),
                VendorAuthorization.read(prefix, settings),
                settings.optionalText(prefix + ".ca-file").map(file -> readable(prefix + ".ca-file", file)),
                Duration.ofMillis(settings.number(prefix + ".timeout", 100, 600_000)),
                settings.number(prefix + ".rate", 0, 100_000),
                owned(rooms(settings.below(prefix + ".room")), settings.optionalText(prefix + ".owner")),
                optionalDuration(prefix + ".link.longest", settings),
                optionalDuration(prefix + ".link.after-end", settings));
    }

    /** The same vendor, played by the sandbox. */
    Vendor at(String sandboxUrl, VendorAuthorization sandboxAuthorization) {
        return new Vendor(
                name,
                Optional.of(sandboxUrl),
                sandboxAuthorization,
                Optional.empty(),
                timeout,
                rate,
                rooms,
                longestLink,
                linkAfterEnd);
    }

    private static Duration optionalDuration(String key, Settings settings) {
        return settings.optionalText(key).map(ignored -> settings.duration(key)).orElse(Duration.ZERO);
    }

    private static Path readable(String key, String file) {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw Settings.wrong(key, "is '" + file + "', which cannot be read", "/etc/convene/vendor-ca.pem");
        }
        return path;
    }

    /** Whose a room is unless the document says, where the vendor wants an owner. */
    private static ObjectNode owned(ObjectNode rooms, Optional<String> owner) {
        owner.ifPresent(login -> rooms.put("owner", login));
        return rooms;
    }

    /** {@code waiting-room=nobody} in configuration is {@code "waitingRoom": "nobody"} in a document. */
    public static ObjectNode rooms(Map<String, String> configured) {
        ObjectNode rooms = JsonNodeFactory.instance.objectNode();
        configured.forEach((key, value) -> {
            if (key.contains(".")) {
                return; // an environment variable's other reading of a key with dashes
            }
            String name = camelCase(key);
            if (value.equals("true") || value.equals("false")) {
                rooms.put(name, Boolean.parseBoolean(value));
            } else {
                rooms.put(name, value);
            }
        });
        return rooms;
    }

    private static String camelCase(String key) {
        StringBuilder name = new StringBuilder();
        for (String word : key.split("-")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}

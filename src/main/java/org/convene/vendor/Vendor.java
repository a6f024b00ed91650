package org.convene.vendor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.convene.ops.Settings;

/**
 * What configuration says about one vendor, below {@code convene.NAME.}.
 *
 * @param url         base address of its API; empty when the vendor is off
 * @param token       the bearer token for it
 * @param rate        requests per second, 0 for no limit of ours
 * @param rooms       defaults of the room's settings, under the names that a document's {@code settings} use
 * @param longestLink how long an access link of this vendor can live at most
 * @param linkAfterEnd how long after the planned end a link should still work
 */
public record Vendor(
        String name,
        Optional<String> url,
        String token,
        int rate,
        ObjectNode rooms,
        Duration longestLink,
        Duration linkAfterEnd) {

    static Vendor read(String name, Settings settings) {
        String prefix = "convene." + name;
        return new Vendor(
                name,
                settings.optionalUrl(prefix + ".url"),
                settings.optionalText(prefix + ".token").orElse(""),
                settings.number(prefix + ".rate", 0, 100_000),
                rooms(settings.below(prefix + ".room")),
                settings.duration(prefix + ".link.longest"),
                settings.duration(prefix + ".link.after-end"));
    }

    /** The same vendor, played by the sandbox. */
    Vendor at(String sandboxUrl, String sandboxToken) {
        return new Vendor(name, Optional.of(sandboxUrl), sandboxToken, rate, rooms, longestLink, linkAfterEnd);
    }

    /** {@code waiting-room=nobody} in configuration is {@code "waitingRoom": "nobody"} in a document. */
    private static ObjectNode rooms(Map<String, String> configured) {
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

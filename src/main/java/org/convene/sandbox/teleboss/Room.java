package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/**
 * A room. The alias stands only in links people open; the API wants the id (teleboss.md D1).
 *
 * @param settings the documented flags and texts, see {@link RoomSettings}
 * @param lastCallAt when the last call began, or null
 */
record Room(
        String id,
        String spaceId,
        String channelId,
        String alias,
        String name,
        Map<String, JsonNode> settings,
        Instant createdAt,
        Instant lastCallAt) {

    Room with(String newName, Map<String, JsonNode> newSettings) {
        return new Room(id, spaceId, channelId, alias, newName, newSettings, createdAt, lastCallAt);
    }

    Room calledAt(Instant now) {
        return new Room(id, spaceId, channelId, alias, name, settings, createdAt, now);
    }
}

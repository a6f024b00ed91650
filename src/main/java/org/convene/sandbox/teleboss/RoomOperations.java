package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Json;

/** createRoom, updateRoom, list, read, delete and room-by-alias (teleboss.md D1). Answers are the whole room. */
final class RoomOperations {

    private final World world;
    private final CallEvents calls;
    private final int createStatus;

    RoomOperations(World world, CallEvents calls, int createStatus) {
        this.world = world;
        this.calls = calls;
        this.createStatus = createStatus;
    }

    Answer create(Heard heard) {
        heard.mustBeUser();
        Space space = SpaceOperations.known(world, heard);
        Fields fields = heard.json();
        String name = fields.required("name");
        Map<String, JsonNode> settings = RoomSettings.read(fields, null);
        fields.check();
        return Answer.json(createStatus, json(world.createRoom(space.id(), name, settings)));
    }

    Answer update(Heard heard) {
        heard.mustBeUser();
        Room room = known(world, heard);
        Fields fields = heard.json();
        String name = fields.required("name");
        Map<String, JsonNode> settings = RoomSettings.read(fields, room.settings());
        fields.check();
        return world.updateRoom(room.id(), name, settings)
                .map(changed -> Answer.json(200, json(changed)))
                .orElseThrow(RoomOperations::unknown);
    }

    Answer list(Heard heard) {
        heard.mustBeUser();
        Space space = SpaceOperations.known(world, heard);
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode items = list.putArray("items");
        world.roomsOf(space.id()).forEach(room -> items.add(json(room)));
        return Answer.json(200, list);
    }

    Answer read(Heard heard) {
        heard.mustBeUser();
        return Answer.json(200, json(known(world, heard)));
    }

    Answer readByAlias(Heard heard) {
        heard.mustBeUser();
        return world.roomByAlias(heard.path("alias"))
                .map(room -> Answer.json(200, json(room)))
                .orElseThrow(RoomOperations::unknown);
    }

    Answer delete(Heard heard) {
        heard.mustBeUser();
        Room room = known(world, heard);
        calls.finish(room.id());
        world.deleteRoom(room.id());
        return Answer.empty(204);
    }

    /** The room the path names by space id and room id; an alias is not found (teleboss.md D1). */
    static Room known(World world, Heard heard) {
        Space space = SpaceOperations.known(world, heard);
        return world.room(heard.path("room"))
                .filter(room -> room.spaceId().equals(space.id()))
                .orElseThrow(RoomOperations::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("room_not_found", "Комната не найдена");
    }

    private static ObjectNode json(Room room) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", room.id())
                .put("appId", Whoami.APP_ID)
                .put("channelId", room.channelId())
                .put("alias", room.alias())
                .put("name", room.name())
                .put("spaceId", room.spaceId());
        room.settings().forEach(json::set);
        return json.put("lastCallAt", Json.time(room.lastCallAt()))
                .put("createdAt", Json.time(room.createdAt()))
                .put("roleInRoom", "role_room_owner");
    }
}

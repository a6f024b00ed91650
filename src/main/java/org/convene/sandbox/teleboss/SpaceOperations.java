package org.convene.sandbox.teleboss;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Json;

/** createSpace, updateSpace, list and read (teleboss.md D1; guide, chapters on groups). */
final class SpaceOperations {

    private final World world;
    private final int createStatus;

    SpaceOperations(World world, int createStatus) {
        this.world = world;
        this.createStatus = createStatus;
    }

    Answer create(Heard heard) {
        heard.mustBeUser();
        Fields fields = heard.json();
        String name = fields.required("name");
        Boolean isPublic = fields.flag("isPublic");
        String description = fields.optional("description");
        String logo = fields.optional("logo");
        fields.check();
        Space space = world.createSpace(name, description, logo, isPublic);
        return Answer.json(createStatus, JsonNodeFactory.instance.objectNode().put("id", space.id()));
    }

    Answer update(Heard heard) {
        heard.mustBeUser();
        Space space = known(world, heard);
        Fields fields = heard.json();
        String name = fields.required("name");
        Boolean isPublic = fields.flag("isPublic");
        String description = fields.optional("description");
        String logo = fields.optional("logo");
        fields.check();
        return world.updateSpace(space.id(), name, description, logo, isPublic)
                .map(changed -> Answer.json(200, json(changed)))
                .orElseThrow(SpaceOperations::unknown);
    }

    Answer list(Heard heard) {
        heard.mustBeUser();
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode items = list.putArray("items");
        world.spaces().forEach(space -> items.add(json(space)));
        return Answer.json(200, list);
    }

    Answer read(Heard heard) {
        heard.mustBeUser();
        return Answer.json(200, json(known(world, heard)));
    }

    /** The space the path names; an alias or anything else that is no id of ours is not found. */
    static Space known(World world, Heard heard) {
        return world.space(heard.path("space")).orElseThrow(SpaceOperations::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("space_not_found", "Группа не найдена");
    }

    private static ObjectNode json(Space space) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", space.id())
                .put("name", space.name())
                .put("description", space.description())
                .put("logo", space.logo())
                .put("isPublic", space.isPublic())
                .put("createdAt", Json.time(space.createdAt()));
    }
}

package org.convene.people.addressbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convene.terminal.TrueConfId;

/**
 * Compares a terminal's address book with who should stand in it. Entries that the hub did not make are left as they are, and
 * whoever stands in the book already is not put in again.
 *
 * @param ours what the hub put in: names by id, changed as commands are carried out
 */
record ContactList(ObjectNode ours) {
    private static final String ID = "peerId";
    private static final String NAME = "peerDn";

    /**
     * @param book   {@code [{peerId, peerDn}]} as the terminal tells
     * @param wanted names by id
     * @return commands for the terminal, {@code {method, params}}
     */
    List<ObjectNode> commands(JsonNode book, Map<String, String> wanted) {
        List<ObjectNode> commands = new ArrayList<>();
        wanted.forEach((id, name) -> {
            Optional<JsonNode> entry = entry(book, id);
            if (entry.isEmpty()) {
                commands.add(command("addToAbook", id, name));
            } else if (ours.has(id) && !entry.get().path(NAME).asText().equals(name)) {
                commands.add(command("renameInAbook", id, name));
            }
        });
        List<String> gone = new ArrayList<>();
        ours.fieldNames().forEachRemaining(id -> {
            if (!wanted.containsKey(id)) {
                gone.add(id);
            }
        });
        for (String id : gone) {
            if (entry(book, id).isPresent()) {
                commands.add(command("removeFromAbook", id, null));
            } else {
                ours.remove(id);
            }
        }
        return commands;
    }

    private static Optional<JsonNode> entry(JsonNode book, String id) {
        for (JsonNode entry : book) {
            if (TrueConfId.same(entry.path(ID).asText(), id)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private static ObjectNode command(String method, String id, String name) {
        ObjectNode command = JsonNodeFactory.instance.objectNode().put("method", method);
        ObjectNode params = command.putObject("params").put(ID, id);
        if (name != null) {
            params.put(NAME, name);
        }
        return command;
    }

    /** The terminal did it. */
    void did(JsonNode command) {
        JsonNode params = command.path("params");
        if (params.has(NAME)) {
            ours.put(params.path(ID).asText(), params.path(NAME).asText());
        } else {
            ours.remove(params.path(ID).asText());
        }
    }
}
